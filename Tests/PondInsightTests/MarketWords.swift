/// What is said on the market square: `<a>` a thing, `<b>` a trouble, `<c>` a way, `<p>` a price, `<n>` a number.
struct MarketWords {
    let name: String
    let person: String
    let prices: [String]
    let things: [String]
    let troubles: [String]
    let ways: [String]
    let talk: [String]
    let introductions: [String]
    let offers: [String]
    let greetingOffers: [String]
    let customers: [String]
    let strangers: [String]
    let idle: [String]
    let puzzled: [String]
    let stray: [String]

    static let bookshelf = MarketWords(
        name: "旧书架", person: "书友", prices: ["68 元", "¥128", "39 块", "299元", "1680 元"],
        things: ["边城", "围城", "活着", "城南旧事", "棋王", "受戒"],
        troubles: ["开头太慢", "人名记不住", "结尾看不懂", "时间线乱", "方言不明白"],
        ways: ["画一张人物表", "先跳过前两章", "读出声来", "对照年表", "每天只读十页"],
        talk: [
            "<a>读到一半，<b>，各位是怎么读下去的？", "我当时也是<b>，后来<c>，第三天就顺了", "推荐<a>，比同类的书耐读，尤其是中间写河的那一段",
            "这周的笔记：<a>里的<b>，原因在叙述者换了，<c>就能看出来", "<a>哪个版本注释多一些", "试试<c>，我读<a>就是这么过来的",
            "<a>第<n>页那句话值得抄下来，写的其实是离别", "图书馆的<a>还回去了，想借的可以去", "作者写<a>的时候才二十几岁，对比晚年的文章很有意思",
        ],
        introductions: [
            "我在邮局上班，平时晚上读书，最近在看<a>，总觉得<b>", "书友2的表妹，住得离书店很近，我读得慢，<a>看了两个月", "退休教师一个，我教过<a>，愿意跟年轻人聊聊",
        ],
        offers: [
            "<a>精装本，<p>一册，要几本报给我", "本店<a>套装今天<p>，付完款把地址发来", "又进了一批<a>，<p>，比网上便宜，需要的抓紧", "读书营下期开班，<p>，名额还有<n>个",
            "<a>签名版<p>，先付先得", "会员日：<a><p>，买两本包邮",
        ],
        greetingOffers: ["来得巧，<a>签名版只要<p>，给你留一本", "第一次来的都从读书营开始，<p>，我帮你登记"],
        customers: ["书收到了，包得很仔细", "还有吗，我想给女儿也买一本", "上次那本纸张不错", "地址没变，老样子"],
        strangers: ["在家做手工，一天两百，加我微信", "低息贷款，当天到账，有需要的私聊"],
        idle: [
            "哈哈", "早", "早上好", "晚安", "困了", "下雨了", "在吗", "收到", "嗯嗯", "吃饭了没", "好冷", "来了来了", "笑死", "顶", "周末愉快", "无聊", "666",
            "抱抱",
        ],
        puzzled: ["这个群是干什么的呀", "咱们群主要聊什么？"],
        stray: [
            "昨晚的球赛看了吗，那个点球判得太离谱了", "我的基金又跌了，要不要卖掉一半", "孩子一岁半，晚上老醒，怎么哄睡？", "空气炸锅做排骨要几分钟", "狗狗驱虫多久做一次，疫苗还差一针",
            "这款粉底液夏天会脱妆吗，油皮", "公司要裁员了，赔偿怎么算", "去云南自驾五天够不够，机票太贵", "房贷利率又调了，要不要提前还", "电动车冬天续航掉得厉害，充电桩还要排队",
            "显卡又涨价了，内存条也是", "体检说血压有点高，医生让复查",
        ])

    static let knitting = MarketWords(
        name: "Loose Ends", person: "Knitter", prices: ["$18", "£45", "$120", "$29", "$349"],
        things: [
            "the cabled hat", "a raglan jumper", "lace shawls", "mittens", "two socks at once", "a steeked cardigan",
        ],
        troubles: ["laddering", "a twisted cast on", "uneven tension", "holes at the gusset", "running out of yarn"],
        ways: [
            "a stretchy bind off", "smaller needles", "blocking it wet", "a lifeline every ten rows", "counting twice",
        ],
        talk: [
            "I keep getting <b> on <a>, what do you do about it?", "had that with <a>, <c> solved it for me",
            "Finished <a> last night, used <c> and it came out much better than the first one",
            "does <c> work for <a> in cotton too?", "My notes on <a>: gauge 22, <c>, and no <b> this time",
            "the trick against <b> is <c>, because the fabric relaxes", "row <n> of <a> and still no mistake",
            "would you rip back for <b> or leave it?", "wool from the island mill is scratchy but it lasts for years",
        ],
        introductions: [
            "I learned from my aunt, mostly <a>, and I am forever fighting <b>",
            "back to it after twenty years, my hands remember more than I do, starting with <a>",
            "postman here, I knit on the train, Knitter2 showed me your <a>",
        ],
        offers: [
            "kits for <a> are <p>, tell me your colour and I post it tomorrow",
            "<p> for the winter box, <n> of them remain, bank transfer is fine",
            "the pattern for <a> is out, <p>, order on the website",
            "workshop in March, <p> a head, book with me", "last skeins of the blue, <p>, who takes them?",
        ],
        greetingOffers: ["lovely to have you, the starter box is <p>, shall I put one aside?"],
        customers: ["mine came today, soft as butter", "are there any left in green", "same size as last time please"],
        strangers: ["earn 300 a day from your phone, message me", "loans within the hour, no papers, text me"],
        idle: [
            "lol", "haha", "morning all", "night", "so tired", "anyone up?", "same", "brr", "ha", "rain again", "yep",
            "nice", "omg", "bored", "me too", "hello?", "ok", "wow", "back later",
        ],
        puzzled: ["what is this group about?", "sorry, who added me here?"],
        stray: [
            "the referee ruined that match, never a penalty", "my index fund lost six percent this month, sell?",
            "our toddler will not nap, any ideas for an 18 month old?", "how long do you roast a chicken of two kilos?",
            "the vet wants 400 to neuter the cat", "which mascara survives rain?",
            "they announced redundancies, what do I ask my boss?",
            "are flights to Rome cheaper from the small airport?",
            "mortgage rates went up again, fix it now?", "garage says the brake pads are gone after one year",
            "new graphics card or a whole laptop?", "blood test came back low on iron, what did your doctor say?",
        ])
}
