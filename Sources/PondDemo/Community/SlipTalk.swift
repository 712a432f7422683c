/// Lines that were meant for somebody else and taken back at once: the slip, how it is passed over, what a friend says.
enum SlipTalk {
    struct Slip: Hashable, Sendable {
        let line: String
        let excuse: String
        let answer: String
    }

    static let slips = [
        Slip(line: "老婆我下班了，豆浆要不要带", excuse: "发错了，大家什么都没看见。", answer: "豆浆我也要一杯。"),
        Slip(line: "妈，钥匙在鞋柜第二层，左边那只靴子里", excuse: "撤了撤了，我这就去换地方放。", answer: "现在我们都知道了，靴子。"),
        Slip(line: "张老师您好，孩子今天肚子疼，请半天假", excuse: "不好意思发错群，请假请到这儿来了。", answer: "准了。多喝热水。"),
        Slip(line: "收到，明天十点前把第三版给您", excuse: "……加班加糊涂了", answer: "第三版先给我们看看？"),
        Slip(line: "亲爱的，今晚我洗碗，你别生气了", excuse: "撤回得够快吧？", answer: "不够快，记得洗碗。"),
        Slip(line: "菠菜两把，豆腐一块，葱，酱油要那个红盖子的", excuse: "买菜单子发到这里来了，抱歉", answer: "红盖子的已经看见了，那家打折。"),
        Slip(line: "师傅我在北门，穿灰衣服，手里拎着一个纸箱", excuse: "叫车叫到群里，车还没来。", answer: "你别动，我们全群都来接你。"),
        Slip(line: "奶奶，视频里那个绿色的按钮，按一下就能看见我", excuse: "哎，发给奶奶的，手一滑", answer: "按了，没看见你。"),
        Slip(line: "哥，你上次借的充电钻什么时候还", excuse: "找我哥要东西，打扰大家了。", answer: "不是我借的，先声明。"),
    ]
}
