import PondCore
import PondExchange
import PondStats

/// A club of twenty that talks in a language which the word lists do not hold, a quarter of its lines offers.
struct ForeignClub {
    enum Tongue: CaseIterable {
        case german, japanese
    }

    private static let monday: Int64 = 1_740_931_200
    private static let days = 60
    private static let linesPerDay = 30

    let records: [ChatRecord]

    init(_ tongue: Tongue, offerShare: Double = 0.25) {
        var random = SeededRandom(seed: 17)
        let (talk, offers) = tongue == .german ? (Self.german, Self.germanOffers) : (Self.japanese, Self.japaneseOffers)
        var records: [ChatRecord] = [.chat(ChatInfo(platform: "whatsapp", sourceID: "1", name: "Verein", kind: .group))]
        for day in 0..<Self.days {
            for turn in 0..<Self.linesPerDay {
                let isOffer = random.chance(offerShare)
                let person = isOffer ? random.below(4) : random.below(20)
                let second = day * 86_400 + 28_800 + turn * 1_500 + random.below(900)
                let text = random.pick(isOffer ? offers : talk) + " \(random.below(400))"
                let sender = ChatSender(accountID: nil, name: "M\(person)")
                let sentAt = Timestamp(seconds: Self.monday + Int64(second))
                records.append(.message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text)))
            }
        }
        self.records = records
    }

    private static let german = [
        "Guten Morgen zusammen, wer kommt heute Abend mit zum Training?",
        "Ich habe gestern die neue Strecke ausprobiert",
        "Bei dem Regen bleibe ich lieber zu Hause und koche etwas", "Weiß jemand, ob die Halle am Samstag offen ist?",
        "Meine Tochter hat endlich ihr Abzeichen geschafft, wir sind stolz", "Danke dir, das hilft mir wirklich weiter",
        "Der Bus fährt wegen der Baustelle nicht bis zur Haltestelle", "haha genau so war es bei uns auch",
        "Ich würde die Schuhe eine halbe Nummer größer nehmen", "Bis später dann, ich freue mich auf euch alle",
    ]
    private static let germanOffers = [
        "Nur noch heute: Trikots zum Sonderpreis, jetzt bestellen und sparen, zwanzig Euro das Stück",
        "Greift zu, solange der Vorrat reicht, Versand kostenlos, einfach schreiben",
        "Neue Ware eingetroffen, Rabatt für alle Mitglieder, Bestellung über meinen Laden",
        "Letzte Gelegenheit für das Angebot, danach wird es wieder teurer",
    ]
    private static let japanese = [
        "おはようございます、今日の練習は何時からですか？", "昨日の新しいコースを走ってみました", "雨なので今日は家で料理をします", "土曜日の体育館は開いていますか？",
        "娘がやっと合格しました、とても嬉しいです", "ありがとうございます、とても助かります", "工事でバスが停まらないそうです", "うちも同じでした、笑ってしまいました",
        "靴は少し大きめを選んだほうがいいと思います", "それではまた後で、皆さんに会えるのを楽しみにしています",
    ]
    private static let japaneseOffers = [
        "本日限りの特別価格です、ぜひご注文ください", "在庫がなくなり次第終了します、お気軽にメッセージをください",
        "新商品が入荷しました、会員の皆さまは割引になります", "お得なキャンペーンは今夜までです、お見逃しなく",
    ]
}
