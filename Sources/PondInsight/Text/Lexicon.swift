/// The word lists by which lines are told apart: data, chosen by us, Chinese and English.
///
/// Lists err on the side of saying nothing: a word stands here when most of its uses are of that kind.
enum Lexicon {
    /// One matcher for all lists; building it takes longer than matching a million lines' worth of greetings.
    static let matcher = PhraseMatcher(phrases: phrases)

    /// How system lines say by which way a newcomer came: let in by somebody, or through a code or link.
    static let arrival = PhraseMatcher(
        phrases: words(approvals).map { ($0, PhraseClass.door.rawValue) }
            + words(entrances).map { ($0, PhraseClass.entrance.rawValue) })

    private static let approvals = "同意|申请|审核|通过了|去确认|approved|accepted|by request|join request|request to join"

    private static let entrances =
        "扫描|扫码|二维码|群链接|通过链接|点击链接|邀请链接|链接加入|链接进群|invite link|group link|invitation link|via link|by link"
        + "|a link|by_link|qr code"

    static var phrases: [(text: String, classNumber: Int)] {
        let lists: [(PhraseClass, String)] = [
            (.sellingStrong, sellingStrong), (.sellingWeak, sellingWeak), (.sellingSoft, sellingSoft),
            (.question, question), (.chatter, chatter),
            (.value, value), (.purpose, purpose), (.introduction, introduction), (.door, door), (.welcome, welcome),
            (.greeting, greeting), (.selfTalk, selfTalk), (.urging, urging), (.comparison, comparison),
            (.report, report),
        ]
        var phrases: [(text: String, classNumber: Int)] = []
        for (phraseClass, list) in lists {
            phrases += words(list).map { ($0, phraseClass.rawValue) }
        }
        for field in TopicField.allCases {
            phrases += words(FieldLexicon.list(of: field)).map { ($0, PhraseClass.fieldOffset + field.number) }
        }
        return phrases
    }

    /// Lists are written with `|` between phrases and may run over several lines.
    static func words(_ list: String) -> [String] {
        list.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map(String.init).filter { !$0.isEmpty }
    }

    static let sellingStrong = """
        下单|抢购|秒杀|拼团|团购价|开团|接龙下单|优惠券|领券|券后|包邮|加微信|加我微信|加V|加vx|加我v|扫码购买|扫码下单|扫码咨询|戳链接
        点链接|点击链接|链接在下|点我头像|招代理|招募代理|诚招|兼职|日结|日赚|月入|躺赚|一单一结|刷单|折起|立减|特价|福利价|内购价|到手价
        原价|现价|清仓|今晚截止|今日截止|最后一天|仅剩|手慢无|名额有限|仅限今天|限时|秒批|放款|贷款|免抵押|不反弹|报名立减|私聊我|私信我|私我
        一件代发|首发价|会员价|早鸟价|预售|买一送一|买二送一|第二件|满减|半价|返利|返现|佣金|闪购|大促|特惠|促销|开抢|开售|上架|直播间|最低价
        全网最低|亏本|甩卖|出货|批发|货源|厂家直销|支持退换|顺丰发货|当天发货|付定金|付款码|收款码|扫码付款|想要的扣1|需要的扣1|要的扣1|扣1
        要的私|需要私|咨询客服|立即购买|马上抢|拍下|拍一发|优惠价|体验价|特卖|专享价|新人专享|新人价|群友价|群内价|群友专享|尾款|套餐价|报名费
        下方链接|复制打开|复制这段|稳赚|带你赚|带单|跟单|内部消息|荐股|牛股|开户|代购|高仿|正品保证|包过|代办|代写|加群领|进群领|免费领
        buy now|order now|shop now|limited time|discount code|promo code|coupon|use code|free shipping|flash sale
        dm to order|dm me to order|click the link|click here|sign up now|special offer|best price|pre-order|preorder
        enroll now|sale ends|ends tonight|act now|earn money|make money|passive income|whatsapp me|add me on
        place your order|while supplies last|only a few left|in our store|our shop|buy one get one
        early bird|link in bio
        order yours|get yours|grab yours|last chance|today only|members only price|new arrivals
        money back|work from home
        dm me now|followers for|likes for|i sell|we sell|selling verified|verified accounts|join t.me
        message me on telegram
        先到先得|先付先得|付订金|交定金|交订金|下定金|开放预约|预约通道|名额不多|席位不多|没上车|要上车|速上车|赶紧上车|内部价|金占位|先占位|要的联系|最后几个名额|最后几份|最后几席|最后几件|最后几套
        最后几盒|底价
        感兴趣的私|要的找我|要的跟我说|要的说一声|找我报名|找我下单
        找我订|找我拿货|私信下单|私信报名|私信领取|私戳|报名从速|报名通道|报名链接|报名二维码|购买链接|下单链接|商品链接|付款链接|收款链接
        店铺链接|链接放|链接见|链接发|进群扫码|扫码进群|扫码报名|扫码领|欲购从速|售完即止|售完为止|抢完为止|仅此一批|倒计时|恢复原价
        今晚涨价|明天涨价|立省|直降|骨折价|白菜价|史低|拼单|参团|成团|下单送|报名送|加购|小黄车|橱窗|返场|补了一点货
        补了点货|又补货|补货了|新到一批|接受预定|接受预订|预订从速|可以预定|可预订|分期免息|开课啦|火热招生|惊喜价|套餐优惠
        link below|link in the bio|in bio|payment link|order link|order form|order here|buy here|book here|book now
        reserve yours
        secure your spot|secure your seat|spots left|seats left|places left|spaces left|slots left|only a few
        last few|selling fast
        going fast|pay today|pay now|pay here|until midnight|price goes up|prices go up|goes up tomorrow
        first come first served
        first come, first served|while it lasts|while they last|while stocks last|back in stock|restocked
        taking orders
        orders are open|orders open|bookings are open|bookings open|enrolment is open|enrollment is open
        registration is open
        doors close|cart closes|get on board|if you want one|dm if|dm me to|dm to book|message me to|message me for
        members pay|member price|members price|group price|insider price|launch price|introductory price|intro price
        special price|newcomer deal|newcomer offer|newcomer price|welcome offer|welcome deal|welcome discount
        half price|save up to|use my code|use my link|swipe up
        tap the link|tap here|free trial|payment plan|ships today|ships tomorrow|paypal me|pay via|book your
        reserve your
        replica watches|replica bags|part time job|part-time job|easy money|crypto signals|crypto signal|signal group
        trading signals|cheap followers
        followers and likes|buy followers|no credit check|instant loan|instant loans|without papers
        join my channel|guaranteed returns|dm for price|dm me for|limited offer|clearance
        """

    static let sellingWeak = """
        优惠|折扣|打折|购买|价格|链接|小程序|福利|名额|报名|套餐|礼盒|咨询|私聊|微信号|二维码|新品|上新|现货|限量|库存|店铺|旗舰店|淘宝|拼多多
        发货|尺码|款式|课程|训练营|会员卡|年卡|活动价|只要|低至|起售|代理|加盟|推广|置换|出一个|转让|赠品|加赠|赠送|好价|划算
        还剩|扫码|填个表|填表|预约|定金|订金|截止|抓紧|上车|有意向|意向|加我|低价|到货|补货|涨价|充值|储值|反馈特别好|反馈很好|好评|详聊|老样子
        招生|续费|办卡|团购|下手|库存不多|五折|六折|七折|八折|九折|八五折|找我|联系我|报我
        discount|sale|price|offer|buy|deal|order|subscribe|shop|bundle|checkout|in stock|% off|per pack|for only
        dm|message me|contact me|ping me|cheap|loan|loans|fill in the form|sign up|register|book|booking|bookings
        spot|spots|seats
        if interested|a few more|a few left|members|deposit|midnight|deadline|join our|from home|expires|referral
        package|for sale|pay|save
        """

    /// Words of shops that everybody uses; beside a price they make an offer, and nothing by themselves.
    static let sellingSoft = """
        拿走|拿下|接单|付款|转账|转我|收款|自取|报数|走量|走团|新品|日常价|门市价|破例|通道|入手|闭眼入|开团|拼车价|一口价|特惠
        余量|留一个|留一份|给你留|先留|统一说|有兴趣|感兴趣|想要|想入|需要的|要的|安排上|可分期|分期|首单|首批|尾货|余货
        又到了|到了一批|新一批|多带|代拿|代订|帮带|良心货|良心价|实惠|便宜|亏本|成本价|批发价|出厂价|会员|年费|学费|席位|名师|咨询费
        备注昵称|下单备注|现结|包教|包会|包退|退款|保价|质保|免运|邮费|运费|打包价|一套|整套|套装|发车|卖出|卖了|在售|开售
        dollars|bucks|quid|euros|pounds|usd|rmb|claim|grab|sold|sells|selling|restock|batch|bank transfer|card
        interested|hold one|reserve|worth every penny|payment|invoice|delivery|ship|ships|shipping
        now only|limited|remain|remaining|treat yourself|set you up|get you one
        customers|orders|refund|instalments|installments|monthly|upgrade|membership|enrol|enroll|tickets|vip
        """

    /// What sells without a price when the same few say it again and again; everybody says it now and then.
    static let urging = """
        来找我|敲我|戳我|滴我|滴滴我|私我|问我要|跟我学|跟着我|我教你|我带你|头像|主页|朋友圈|默默拍|拍下|最后一批|最后一波|错过|手慢|别犹豫
        赶紧|趁现在|没入的|还没入|想试的|想做的|想变|爆单|出单|多单|走量|到一批|断货|缺货|囤货|回购|老客户|老顾客|客户反馈|反馈图|团队价
        打包发|刚发完|排单|接单|被问爆|卖爆|卖完|卖光|抢光|自用款|同款|我家的|我家那|我们家的|做团队|加入团队|轻创业|副业
        come to me|text me|ask me|tell me|write to me|talk to me|my inbox|my profile|hurry|don't miss|do not miss
        don't wait
        last batch|new batch|next batch|last ones|sold out|selling out|flew out|parcels|my customers|happy customers
        repeat customers|my clients|another order|orders today|orders this week|reviews|testimonials|my team|join me
        side hustle|be your own boss
        """

    static let comparison = """
        比|不如|相比|更贵|更便宜|太贵|有点贵|值不值|当年|以前|之前|去年|听说|别家|那家|原来是|我买的|买过|收的
        but|instead|than|compared|versus|elsewhere|paid|cost me|costs me|used to|last year|i bought|wants|i heard
        the local shop|other shops
        """

    /// Words of those who run campaigns and compare notes.
    static let report = """
        转化率|打开率|点击率|退订率|留存率|复购率|复盘|对照组|我们试过|试下来|测下来|跑下来|投放数据|落地页|客单价
        click rate|open rate|bounce rate|unsubscribe rate|conversion rate|cost per lead|landing page|split test|a/b
        for us|we tried|we tested|we stopped|we ran|we cut|we saw|did worse|did better|worked better|worked worse|sat at
        went up|went down|dropped to|misleads|explains why
        """

    static let question = """
        吗|呢？|呢?|怎么|如何|为什么|为啥|什么|哪个|哪里|哪家|哪款|多少|几点|几度|请问|求教|请教|求助|求推荐|有没有|能不能|可不可以|是不是|谁知道|咋
        how do|how to|how can|what is|what's|why is|why does|does anyone|anyone know|can i|can you
        is there|which|where can
        should i|could someone|any idea|how much
        """

    static let chatter = """
        早安|早上好|早啊|大家早|各位早|上午好|中午好|下午好|晚上好|晚安|午安|安安|哈哈|嘿嘿|呵呵|嘻嘻|嘤嘤|呜呜|哇塞|收到|好的|好滴|好哒|嗯嗯|哦哦
        谢谢老板|老板大气|老板威武|谢老板|感谢老板|恭喜发财|沾沾喜气|打卡|签到|冒泡|冒个泡|路过|潜水|沙发|板凳|前排|围观|吃瓜|顶一下|顶顶|赞赞|牛牛|太牛了
        六六六|666|233|摸鱼|躺平|好无聊|无聊|有人吗|在吗|人呢|都在干嘛|在干嘛|干啥呢|干嘛呢|吃了吗|吃啥|吃什么|吃饭了|下班|上班|困死|好困|困了|好累
        好冷|好热|下雨了|天气真好|天气不错|周末愉快|节日快乐|新年快乐|生日快乐|笑死|绝了|真的假的|可以可以|不错不错|厉害厉害|厉害了|是的是的|对对对|没错
        就是就是|来了来了|我来了|在的|水一水|水群|水一下|灌水|刷屏|刷一波|刷起来|嗨起来|热闹|聊起来|红包呢|发红包|来个红包|求红包|抢到了|没抢到|手气|接龙
        加油|棒棒|鼓掌|撒花|比心|么么哒|爱你|抱抱|拜拜|回见|溜了|睡了|起床|醒了|熬夜|失眠|睡不着|斗图|表情包|复读
        good morning|good night|morning all|morning everyone|gm|gn|lol|lmao|rofl|haha|hahaha|hehe|yep|yup|ok cool|brb
        good evening|happy friday|what's up|whats up|sup|anyone here|anybody here|so bored|i'm bored|im bored|congrats
        so cold|so hot|freezing today|it is raining|it's raining|raining again|snowing again|for lunch|for dinner
        for breakfast
        so hungry|i'm hungry|so tired|i'm tired|i am tired|so sleepy|bored|monday again|monday already|is it friday
        weekend plans
        plans tonight|woke up|still awake|can't sleep|cannot sleep|cant sleep|going to bed|off to bed|stuck in traffic
        the bus is late|train is late|train is packed|who won|no way|never mind|nvm|same here|you again|miss you
        love you|so funny
        so true|me too|hello?|who is up|who's up|who's awake|should be working|at work now|home at last|be right back
        see you
        good afternoon|thank you all|thanks all|thanks everyone|hugs|omg|wow|yay|happy birthday|happy new year
        take care
        """

    static let value = """
        因为|所以|建议|推荐|步骤|比例|方法|经验|总结|分享|首先|其次|最后|如果|例如|比如|对比|区别|原因|注意|技巧|教程|攻略|数据|实测|测试|参数|心得
        原理|解决|试过|试了|亲测|结论|资料|文章|整理|记录|笔记|干货|反馈|案例|复盘|原来是|可以先|不要用|记得|换成|调到|分钟|小时|克|度的水
        because|recommend|suggest|instead|example|for instance|step|steps|the problem is|you need to|you can
        you should
        try this|works for me|difference|compared|documentation|guide|tutorial|notes|summary|depends on|make sure
        try|usually|that means|comes from|check the|look at the|set it to|switch to|avoid|in my experience|turned out
        turns out
        workaround|solved|fixed by|i use|we use|i found|worked for|the trick|the reason|the difference|better to
        it helps
        """

    static let purpose = """
        这个群是干|这群是干|这个群是做|这群是做|群是做什么|群是干什么|群是干嘛|这是什么群|这个群是什么|啥群|群主题是|群里主要聊|这个群主要
        这群主要|群到底聊|群到底是|谁拉我进|怎么进的群|怎么把我拉|为什么在这个群|这里是聊什么|到底聊什么|不知道聊什么|群是卖什么
        what is this group|what's this group|whats this group|what is this channel about|what's this channel about
        what is this chat about|why am i in this|who added me|what is this place about
        what are we supposed to talk about
        群里主要|群主要聊|群的定位|咱们群是|以为是别的群|以为这是|以为是学习群|以为是交流群|什么都聊啊|怎么什么都聊|这群聊什么|群里聊什么|群是聊什么
        what do we talk about in here|what is this chat for|what's this chat for|what is this group for|wrong group
        thought this was a different|thought this group was|thought this was a group|what is the topic here
        not what i expected
        """

    static let introduction = """
        自我介绍|新人报到|报到一下|新人一枚|新来的|我是新人|初来乍到|大家好，我是|大家好,我是|大家好我是|各位好我是|各位好，我是|第一次进群|刚进群
        刚加入|刚入群|坐标|很高兴认识|请多关照|多多关照|请大家多
        i'm new here|im new here|new here|hi everyone, i'm|hi all, i'm|hello everyone, i'm|let me introduce
        nice to meet
        just joined|my name is|a bit about me
        """

    static let door = """
        问卷|入群申请|申请入群|进群申请|入群审核|审核通过|通过审核|审核一下|入群验证|群聊邀请确认|邀请确认|入群须知|入群规则|进群规则|群规|群公约|公约
        入群问题|进群问题|入群三问|介绍一下自己|自我介绍一下|做个自我介绍|做个介绍|先介绍|介绍下自己|邀请码|入群门槛|入群费|门槛|改一下群名片|改群名片|改个名片
        修改群名片|群昵称改|通过了申请|同意加入|推荐人
        application|applied|approved|vetting|questionnaire|introduce yourself|please introduce|house rules|group rules
        read the rules|invitation code|invite code
        """

    /// What a newcomer's first line says when it introduces; anybody else's greeting is none.
    static let greeting = """
        大家好|各位|诸位|你们好|新人|新手|萌新|小白|初学|刚入门|入门|多指教|请指教|指点|赐教|多交流|求带|求罩|介绍来|介绍进|拉我进|拉来的|推荐来
        引荐|朋友推荐|来跟大家学|来学习|向大家学习|新来
        hello|hi|hey|greetings|i am new|i'm new|newbie|beginner|joining|newcomer|new member|let me in|told me about
        invited me
        brought me|first time here|glad to be here|happy to join|happy to be here|looking forward
        """

    static let selfTalk = """
        我|俺|本人|咱家|坐标|本职
        i|i'm|im|i've|i'd|my|me|mine|we
        """

    static let welcome = """
        欢迎|热烈欢迎|迎新
        welcome
        """
}
