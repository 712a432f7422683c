import PondExchange
import Testing

@testable import PondInsight

@Suite("Lines")
struct LineFeaturesTests {
    private func flags(_ text: String, _ kind: ChatMessageKind = .text) -> LineFeatures.Flags {
        var text = text
        return text.withUTF8 { LineFeatures(bytes: $0, kind: kind).flags }
    }

    @Test(
        "Selling is seen in both languages",
        arguments: [
            "新人专享 399 元手冲礼盒，今晚截止，扫码下单", "C40 团购价 ¥1180，仅剩 6 台，私聊我", "兼职日结 200-300 元，加微信 abc 了解",
            "Flash sale: 20% off all beans today only, use code POND at https://shop.example.com",
            "Order now, only $24.90 with free shipping, DM me to order", "买一送一，优惠券在链接里 https://m.example.cn/1",
            "帐篷到货了，先到先得，要的找我", "陶艺课开放预约，680，名额不多", "Three seats left for the pottery week, pay today",
            "Bookings are open for the sailing trip, 350, fill in the form",
        ])
    func promotion(text: String) {
        #expect(flags(text).contains(.promotion))
    }

    @Test(
        "Asking for a price, talk of money and technical talk sell nothing",
        arguments: [
            "这款磨豆机多少钱，有没有优惠？", "我上个月买的豆子 128 一包，味道一般", "try apt-get install foo and order the lines with sort -k $1",
            "you can buy it anywhere, the price is about $200", "限时三分钟滴完，水温 92 度",
            "what is the best deal on a free server?", "我买的 399，用了两年还行", "多少钱一个呀，还有吗",
            "set up 3 replicas and register the package before midnight", "把占位符换成 12 就行",
            "https://help.example.com/faq explains how to set it up",
        ])
    func noPromotion(text: String) {
        #expect(!flags(text).contains(.promotion))
    }

    @Test(
        "Whoever tells how a campaign went sells nothing by it, and who calls to buy in its words does",
        arguments: [
            ("For us the discount code sat at 11% until we cut the form to two fields, so try that first", false),
            ("We stopped every limited time offer in March and the click rate went down by 2%", false),
            ("Read https://blog.example.org/post/12, the part on open rate explains why a free trial misleads", false),
            ("上次的限时优惠券转化率只有 2%，复盘下来是落地页的问题", false), ("教你提高转化率，原价 399 现在下单半价，加微信报名", true),
            ("Our click rate doubled, order now with code SPRING for $19 and get yours today", true),
        ])
    func reports(text: String, sells: Bool) {
        #expect(flags(text).contains(.promotion) == sells)
        if !sells { #expect(!flags(text).contains(.offer)) }
    }

    @Test("The digits of a link or of a percentage are no bare price")
    func linkDigits() {
        #expect(
            !flags("the early bird list is at https://club.example.org/2025/0412/88 for reference").contains(.promotion)
        )
        #expect(flags("early bird list, 480 for both days, fill in the form by Friday").contains(.promotion))
        #expect(!flags("the early bird list filled 48% by Friday").contains(.promotion))
    }

    @Test(
        "What may be an offer is kept for a second look at its author",
        arguments: [
            "精装本 1980 拿走，现货", "给你留一份最好的，398", "转我 68，备注昵称", "kits are $18, tell me your colour",
            "$120 for the box, bank transfer is fine", "the starter box is $18, shall I put one aside?",
        ])
    func offer(text: String) {
        #expect(!flags(text).isDisjoint(with: [.offer, .priced, .promotion]))
    }

    @Test(
        "Numbers that count, measure, date or version something are no prices",
        arguments: [
            "这款需要 20 克豆子，水温 92 度", "报名的有 35 人", "约在 2024-05-01 19:30 集合，有兴趣的来", "版本 3.12 的套装修好了", "第 128 页有兴趣的看看",
            "多少钱，有兴趣，398 贵吗？", "the rates are in chapter 12 of the book",
            "the rear rack is listed at 80, but you can mend the old one", "听说整套修下来要 650，有点贵",
            "a new one is 120 pounds, instead I mended mine", "the server was live by 1200, code is on the wiki",
        ])
    func noOffer(text: String) {
        #expect(flags(text).isDisjoint(with: [.offer, .priced, .promotion]))
    }

    @Test("Short lines that tell nothing are idle, whatever their words")
    func idle() {
        for text in ["小区门口又在修路", "头发剪短了有点后悔", "my sock has a hole in it", "the sky is so pink right now"] {
            #expect(flags(text).contains(.idle))
        }
        for text in ["水温保持 92 度", "这款磨豆机怎么清理？", "because the gauge was off", "sure"] {
            #expect(!flags(text).contains(.idle))
        }
    }

    @Test("Who says I at some length speaks of themselves, who asks does not")
    func aboutSelf() {
        #expect(flags("在邮局上班，我平时晚上读书，住得离书店近").contains(.aboutSelf))
        #expect(flags("I learned to knit from my aunt and never stopped").contains(.aboutSelf))
        #expect(!flags("我读到一半读不下去了，各位是怎么读下去的？").contains(.aboutSelf))
        #expect(!flags("我也是").contains(.aboutSelf))
    }

    @Test(
        "Greetings, laughter and nods are chatter",
        arguments: ["早安", "哈哈哈哈哈", "收到", "666", "lol", "good morning everyone", "+1", "好困啊", "ok", "[捂脸]", "谢谢老板"])
    func chatter(text: String) {
        #expect(flags(text).contains(.chatter))
        #expect(!flags(text).contains(.value))
    }

    @Test(
        "Explanations and real questions are of value",
        arguments: [
            "先把研磨调细两格，水温保持 92 度，2 分 10 秒左右滴完", "耶加雪菲用多少度的水冲比较合适？",
            "you need to install the linux headers first, then run the module-assistant again",
            "How do I mount my dvd drive at /dev/hdc in ubuntu?",
        ])
    func value(text: String) {
        #expect(flags(text).contains(.value))
        #expect(!flags(text).contains(.chatter))
    }

    @Test("Stickers are chatter, red packets are red packets, pictures are neither")
    func kinds() {
        #expect(flags("[表情]", .sticker) == .chatter)
        #expect(flags("[红包]", .redPacket) == .redPacket)
        #expect(flags("[图片]", .image).isEmpty)
    }

    @Test("Fields are told by their words, inside words they are not")
    func fields() {
        func fields(_ text: String) -> UInt32 {
            var text = text
            return text.withUTF8 { LineFeatures(bytes: $0, kind: .text).fields }
        }
        #expect(fields("今天大盘跌停，基金怎么办") == 1 << UInt32(TopicField.money.number))
        #expect(fields("Steam team") == 1 << UInt32(TopicField.games.number))
        #expect(fields("esteemed teammate") == 0)
    }

    @Test("Each field has words of its own", arguments: TopicField.allCases)
    func fieldWords(field: TopicField) {
        #expect(Lexicon.words(FieldLexicon.list(of: field)).count >= 15)
    }
}
