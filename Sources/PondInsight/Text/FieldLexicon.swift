/// Words that give away what a line is about, field by field.
enum FieldLexicon {
    static func list(of field: TopicField) -> String { lists[field] ?? "" }

    private static let lists: [TopicField: String] = [
        .coffeeAndTea:
            """
        咖啡|手冲|豆子|咖啡豆|磨豆|研磨|滤杯|滤纸|闷蒸|水温|粉水比|萃取|浅烘|中烘|深烘|烘焙度|瑰夏|耶加|拿铁|美式|意式|奶泡|拉花|冷萃|挂耳|茶叶|普洱|龙井|红茶|绿茶|泡茶|茶壶
        冲煮|手摇磨|v60|espresso|coffee|latte|grinder|pour over|brew|roast|beans|tea
        """,
        .food:
            """
        菜谱|红烧|炖|清蒸|火锅|烧烤|好吃|美食|餐厅|外卖|面包|蛋糕|甜品|食材|下厨|做饭|煲汤|饺子|炒菜|排骨|牛肉|烤箱|空气炸锅|酱油|小龙虾|recipe|cook|cooking
        baking|restaurant|dinner|lunch|sourdough|oven
        """,
        .outdoors:
            """
        露营|帐篷|天幕|睡袋|营地|徒步|登山|爬山|炉头|卡式炉|防潮垫|钓鱼|鱼竿|溯溪|骑行|单车|野营|扎营|户外|山径|越野跑|冲锋衣|camping|tent|hiking|trail
        campsite|fishing|cycling|backpack
        """,
        .sport:
            """
        足球|篮球|羽毛球|乒乓|网球|世界杯|欧冠|英超|中超|球赛|进球|比分|湖人|勇士|梅西|c罗|nba|cba|国足|主场|决赛|教练|球队|football|soccer|basketball
        tennis|match|league|goalkeeper|quarterback|playoffs
        """,
        .fitness:
            """
        健身|减肥|减脂|增肌|卡路里|深蹲|卧推|私教|瑜伽|跑步|配速|马拉松|体脂|蛋白粉|有氧|拉伸|跳绳|半马|全马|跑鞋|gym|workout|squat|yoga|calories
        marathon|running shoes|weight loss
        """,
        .travel:
            """
        旅游|旅行|机票|酒店|签证|景点|攻略|自驾|民宿|三亚|云南|西藏|新疆|东京|日本游|泰国|行程|高铁票|护照|度假|航班|flight|hotel|visa|itinerary|travel
        vacation|airport
        """,
        .pets:
            """
        猫粮|猫咪|狗粮|狗狗|猫砂|铲屎|宠物|金毛|柯基|布偶|英短|疫苗本|绝育|遛狗|主子|驱虫|喵星人|kitten|puppy|cat food|dog food|vet|litter box
        my cat|my dog
        """,
        .children:
            """
        宝宝|奶粉|尿不湿|纸尿裤|辅食|孩子|娃|早教|幼儿园|育儿|二胎|孕期|产检|月子|母乳|哄睡|婴儿|亲子|绘本|toddler|baby|diaper|kindergarten
        breastfeeding|parenting|my kid|my son|my daughter
        """,
        .school:
            """
        考研|高考|中考|雅思|托福|四六级|作业|老师|辅导班|补习|学区|论文|导师|期末|刷题|真题|课本|奥数|考公|行测|申论|exam|homework|thesis|ielts|toefl
        tuition|professor
        """,
        .work:
            """
        面试|简历|跳槽|裁员|加班|老板|同事|年终奖|offer|工资|社保|公积金|职场|招聘|绩效|kpi|创业|融资|甲方|resume|interview|salary|layoff
        promotion at work|recruiter|startup
        """,
        .money:
            """
        股票|基金|大盘|涨停|跌停|a股|港股|美股|比特币|理财|定投|牛市|熊市|黄金|利率|存款|收益率|炒股|仓位|茅台|币圈|以太坊|证券|分红|stock|stocks|bitcoin
        crypto|dividend|portfolio|nasdaq|etf
        """,
        .property:
            "房价|买房|卖房|首付|房贷|学区房|楼盘|中介|租房|房东|二手房|房产|物业费|交房|户型|公摊|mortgage|landlord|apartment|real estate|rent",
        .cars:
            """
        买车|提车|油耗|新能源车|电动车|特斯拉|比亚迪|续航|充电桩|4s店|保养|轮胎|车险|违章|驾照|二手车|suv|发动机|机油|油价|tesla|engine|mileage|tires
        car insurance|gearbox
        """,
        .computing:
            """
        编程|代码|程序员|服务器|前端|后端|python|java|linux|数据库|算法|显卡|cpu|内存条|大模型|人工智能|chatgpt|手机壳|安卓|苹果手机|iphone|华为|路由器
        系统更新|ubuntu|windows|kernel|driver|install|server|package|software|command|terminal|file|files|boot
        reboot|config|script|code|compile|network|wifi|usb|disk|partition|gnome|kde|apt|sudo|root|debian|x11
        xorg|firefox|desktop|api|php|html|css|database|wiki|mediawiki|bug|download|version
        """,
        .games:
            """
        王者荣耀|吃鸡|原神|英雄联盟|lol手游|开黑|上分|排位|段位|皮肤|steam|switch|ps5|手游|副本|抽卡|塞尔达|永劫|星穹|打团|打野|通关|game pass|xbox
        playstation|minecraft|ranked|raid boss|nintendo
        """,
        .film:
            """
        电影|电视剧|追剧|票房|导演|演员|综艺|大结局|番剧|动漫|豆瓣|院线|剧情|短剧|明星|八卦|塌房|偶像|爱豆|演技|movie|netflix|tv show|episode
        season finale|anime|celebrity
        """,
        .music:
            "演唱会|新歌|专辑|吉他|钢琴|歌手|音乐节|耳机|黑胶|乐队|唱歌|歌词|练琴|声乐|concert|album|guitar|piano|playlist|vinyl",
        .books:
            """
        读书|书单|小说|作者|这本书|看完书|书评|章节|共读|文学|科幻|三体|散文|诗|历史书|读后感|书友|kindle|novel|author|chapter|book club|bookshop
        """,
        .beauty:
            """
        口红|面膜|粉底|护肤|精华|防晒|眼霜|化妆|美白|水乳|卸妆|香水|祛痘|美甲|眼影|腮红|医美|lipstick|skincare|makeup|sunscreen|serum
        moisturizer
        """,
        .fashion:
            "穿搭|连衣裙|外套|球鞋|包包|羽绒服|牛仔裤|衣服|卫衣|高跟鞋|潮牌|优衣库|毛衣|dress|sneakers|handbag|outfit|jacket|jeans",
        .health:
            """
        感冒|发烧|医院|医生|体检|吃药|过敏|胃疼|中药|中医|血压|血糖|颈椎|腰疼|失眠药|养生|艾灸|挂号|牙医|doctor|hospital|allergy|blood pressure
        medicine|headache|dentist
        """,
        .home:
            """
        装修|瓷砖|橱柜|家具|沙发床|窗帘|扫地机|洗碗机|收纳|地板|油漆|水电改造|冰箱|空调|洗衣机|家电|绿植|养花|多肉|阳台|renovation|furniture|curtains
        vacuum cleaner|dishwasher|gardening
        """,
        .photography:
            """
        相机|镜头|快门|光圈|修图|摄影|胶片|构图|三脚架|富士相机|索尼微单|尼康|佳能|滤镜|拍照|camera|lens|aperture|shutter|photography|tripod
        lightroom
        """,
        .relationships:
            """
        相亲|男朋友|女朋友|分手|恋爱|脱单|婆婆|老公|老婆|彩礼|结婚|离婚|暗恋|前任|约会|单身|girlfriend|boyfriend|dating|wedding|divorce
        breakup
        """,
        .news:
            """
        新闻|国际局势|选举|总统|战争|政策|地震|台风|疫情|热搜|油价上涨|外交|关税|制裁|联合国|election|president|government|war|tariff|congress
        parliament|earthquake
        """,
    ]
}
