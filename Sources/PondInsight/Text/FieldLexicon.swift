/// Words that give away what a line is about, field by field.
enum FieldLexicon {
    static func list(of field: TopicField) -> String { lists[field] ?? "" }

    private static let lists: [TopicField: String] = [
        .coffeeAndTea:
            """
        咖啡|手冲|豆子|咖啡豆|磨豆|研磨|滤杯|滤纸|闷蒸|水温|粉水比|萃取|浅烘|中烘|深烘|烘焙度|瑰夏|耶加|拿铁|美式|意式|奶泡|拉花|冷萃|挂耳|茶叶|普洱|龙井|红茶|绿茶|泡茶|茶壶
        冲煮|手摇磨|v60|espresso|coffee|latte|grinder|pour over|brew|roast|coffee beans|tea
        espresso machine|flat white|cappuccino|barista|decaf|arabica|teapot|matcha|oolong|pour-over|aeropress
        moka|crema|单品豆|咖啡机|咖啡馆|奶茶店|白茶|乌龙茶|茶叶罐
        """,
        .food:
            """
        菜谱|红烧|炖|清蒸|火锅|烧烤|好吃|美食|餐厅|外卖|面包|蛋糕|甜品|食材|下厨|做饭|煲汤|饺子|炒菜|排骨|牛肉|烤箱|空气炸锅|酱油|小龙虾|recipe|cook|cooking
        baking|restaurant|dinner|lunch|sourdough|oven
        recipes|curry|soup|roast chicken|air fryer|bake|baked|bread|flour|butter|garlic|noodles|pasta|pizza
        takeaway|fridge|frying pan|meal prep|spices|delicious|bbq|ramen|sushi|chef|海鲜|酸菜鱼|包子|饺子馅
        鸡翅|米饭|焯水|食谱|点外卖
        """,
        .outdoors:
            """
        露营|帐篷|天幕|睡袋|营地|徒步|登山|爬山|炉头|卡式炉|防潮垫|钓鱼|鱼竿|溯溪|骑行|单车|野营|扎营|户外|山径|越野跑|冲锋衣|camping|tent|hiking|trail
        campsite|fishing|cycling|backpack
        campsites|climbing|kayak|bike ride|mountain|summit|rucksack|national park|camper van|hike|trek
        trekking|盐湖|山顶|宿营|皮划艇|攀岩
        """,
        .sport:
            """
        足球|篮球|羽毛球|乒乓|网球|世界杯|欧冠|英超|中超|球赛|进球|比分|湖人|勇士|梅西|c罗|nba|cba|国足|主场|决赛|教练|球队|football|soccer|basketball
        tennis|match|league|goalkeeper|quarterback|playoffs
        penalty|referee|premier league|champions league|striker|defender|world cup|super bowl|nfl|mlb|f1
        grand prix|half time|derby|relegation|offside|season ticket|the final|hockey|cricket|rugby|点球|门将
        裁判|英雄榜|世预赛|争冠|联赛|季后赛|球迷
        """,
        .fitness:
            """
        健身|减肥|减脂|增肌|卡路里|深蹲|卧推|私教|瑜伽|跑步|配速|马拉松|体脂|蛋白粉|有氧|拉伸|跳绳|半马|全马|跑鞋|gym|workout|squat|yoga|calories
        marathon|running shoes|weight loss
        deadlift|bench press|treadmill|protein shake|personal trainer|lose weight|body fat|half marathon
        pilates|dumbbell|dumbbells|cardio|lose a few pounds|撸铁|哑铃|杠铃|私教课|动感单车|普拉提
        """,
        .travel:
            """
        旅游|旅行|机票|酒店|签证|景点|攻略|自驾|民宿|三亚|云南|西藏|新疆|东京|日本游|泰国|行程|高铁票|护照|度假|航班|flight|hotel|visa|itinerary|travel
        vacation|airport
        flights|hotels|airbnb|passport|train tickets|plane tickets|boarding pass|jet lag|layover|stopover
        backpacking trip|holiday booking|beach holiday|city break|road trip|luggage|suitcase|lisbon|tokyo
        bali|跟团|落地签|签证材料|抢票|行李箱|海岛
        """,
        .pets:
            """
        猫粮|猫咪|狗粮|狗狗|猫砂|铲屎|宠物|金毛|柯基|布偶|英短|疫苗本|绝育|遛狗|主子|驱虫|喵星人|kitten|puppy|cat food|dog food|vet|litter box
        my cat|my dog
        dog|dogs|puppies|cat|cats|kittens|neuter|spay|leash|hamster|kennel|cone|groomer|flea|fleas|parrot
        绝育手术|养猫|养狗|猫主子|狗主人|仓鼠|牵绳|拆家|宠物医院
        """,
        .children:
            """
        宝宝|奶粉|尿不湿|纸尿裤|辅食|孩子|娃|早教|幼儿园|育儿|二胎|孕期|产检|月子|母乳|哄睡|婴儿|亲子|绘本|toddler|baby|diaper|kindergarten
        breastfeeding|parenting|my kid|my son|my daughter
        toddlers|newborn|nappies|nappy|daycare|preschool|bedtime|pregnant|midwife|nursery|teething|pram
        stroller|school run|奶瓶|断奶|宝妈|宝爸|月嫂|幼小衔接|换尿布|夜奶
        """,
        .school:
            """
        考研|高考|中考|雅思|托福|四六级|作业|辅导班|补习|学区|论文|导师|期末|刷题|真题|课本|奥数|考公|行测|申论|exam|homework|thesis|ielts|toefl
        tuition|professor
        exams|essay|lecture|lectures|semester|dissertation|revision|gcse|a levels|sat score|scholarship
        student loan|coursework|classroom|grades|civil service exam|期末考|成绩单|录取|志愿填报|公务员考试
        毕业论文|选课|奖学金
        """,
        .work:
            """
        面试|简历|跳槽|裁员|加班|老板|同事|年终奖|offer|工资|社保|公积金|职场|招聘|绩效|kpi|创业|融资|甲方|resume|interview|salary|layoff
        promotion at work|recruiter|startup
        job interview|redundancy|redundant|redundancies|pay rise|payslip|my boss|manager|hiring|hire|hr
        overtime|linkedin|cover letter|notice period|promotion|remote work|back to the office|annual leave
        leave form|colleagues|accountants|离职|辞职|试用期|劳动合同|赔偿金|涨薪|领导|年假|调休
        """,
        .money:
            """
        股票|基金|大盘|涨停|跌停|a股|港股|美股|比特币|理财|定投|牛市|熊市|黄金|利率|存款|收益率|炒股|仓位|茅台|币圈|以太坊|证券|分红|stock|stocks|bitcoin
        crypto|dividend|portfolio|nasdaq|etf
        shares|markets|interest rate|interest rates|index fund|index funds|mutual fund|inflation|pension
        gold price|savings account|bull market|bear market|ethereum|s&p|hedge|bonds|bank stocks|brokerage
        打新|中签|基民|股民|加仓|减仓|抄底|存钱|定存|汇率
        """,
        .property:
            """
        房价|买房|卖房|首付|房贷|学区房|楼盘|中介|租房|房东|二手房|房产|物业费|交房|户型|公摊|mortgage|landlord|apartment|real estate|rent
        flat|house prices|house price|estate agent|estate agents|rental|tenant|deposit back|down payment
        property tax|council tax|survey on|square metres|square feet|new build|letting agent|公租房|法拍房
        学位房|月供|提前还款|贷款利率|买二手房|楼市
        """,
        .cars:
            """
        买车|提车|油耗|新能源车|电动车|特斯拉|比亚迪|续航|充电桩|4s店|保养|轮胎|车险|违章|驾照|二手车|suv|发动机|机油|油价|tesla|engine|mileage|tires
        car insurance|gearbox
        car|cars|petrol|diesel|electric car|ev charger|brake|brakes|brake pads|garage|mechanic|clutch|mot
        tyres|tyre|winter range|used car|test drive|dealership|parking ticket|hybrid|mpg|dashboard|刹车
        刹车片|加油|停车费|剐蹭|洗车|混动|试驾|变速箱
        """,
        .computing:
            """
        编程|代码|程序员|服务器|前端|后端|python|java|linux|数据库|算法|显卡|cpu|内存条|大模型|人工智能|chatgpt|手机壳|安卓|苹果手机|iphone|华为|路由器
        系统更新|ubuntu|windows|kernel|driver|install|server|package|software|command|terminal|file|files|boot
        reboot|config|script|code|compile|network|wifi|usb|disk|partition|gnome|kde|apt|sudo|root|debian|x11
        xorg|firefox|desktop|api|php|html|css|database|wiki|mediawiki|bug|download|version
        laptop|android|router|gpu|graphics card|ram|ssd|hard drive|blue screen|operating system|password
        app store|smartphone|charger|bluetooth|chatbot|machine learning|蓝屏|重装系统|笔记本电脑|固态|电脑
        路由|充电器|蓝牙|死机
        """,
        .games:
            """
        王者荣耀|吃鸡|原神|英雄联盟|lol手游|开黑|上分|排位|段位|皮肤|steam|switch|ps5|手游|副本|抽卡|塞尔达|永劫|星穹|打团|打野|通关|game pass|xbox
        playstation|minecraft|ranked|raid boss|nintendo
        zelda|ps4|video game|video games|boss fight|healer|raid|dungeon|elden ring|fortnite|league of legends
        dlc|speedrun|controller|手柄|联机|氪金|卡关|掉段|新角色|游戏机
        """,
        .film:
            """
        电影|电视剧|追剧|票房|导演|演员|综艺|大结局|番剧|动漫|豆瓣|院线|剧情|短剧|明星|八卦|塌房|偶像|爱豆|演技|movie|netflix|tv show|episode
        season finale|anime|celebrity
        film|films|cinema|series|box office|hbo|trailer|actor|actress|director|sequel|documentary|binge
        tv series|finale|streaming|剧透|影院|网剧|电影票|片尾|追番
        """,
        .music:
            """
        演唱会|新歌|专辑|吉他|钢琴|歌手|音乐节|耳机|黑胶|乐队|唱歌|歌词|练琴|声乐|concert|album|guitar|piano|playlist|vinyl
        song|songs|band|choir|lyrics|gig|gigs|drummer|violin|singer|spotify|tenor|alto|rehearsal|chord|chords
        小提琴|和弦|合唱|演唱|编曲|节拍|歌单
        """,
        .books:
            """
        读书|书单|小说|作者|这本书|看完书|书评|章节|共读|文学|科幻|三体|散文|诗|历史书|读后感|书友|kindle|novel|author|chapter|book club|bookshop
        book|books|novels|paperback|bestseller|library|poem|poetry|fiction|plot twist|reading list|译本|作家
        出版|读完|图书馆|短篇
        """,
        .beauty:
            """
        口红|面膜|粉底|护肤|精华|防晒|眼霜|化妆|美白|水乳|卸妆|香水|祛痘|美甲|眼影|腮红|医美|lipstick|skincare|makeup|sunscreen|serum
        moisturizer
        mascara|foundation|concealer|nail polish|manicure|botox|perfume|retinol|eyeliner|hair dye|haircut
        blush|粉底液|水光针|色号|卡粉|痘印|化妆品|油皮|干皮|发型|染发
        """,
        .fashion:
            """
        穿搭|连衣裙|外套|球鞋|包包|羽绒服|牛仔裤|衣服|卫衣|高跟鞋|潮牌|优衣库|毛衣|dress|sneakers|handbag|outfit|jacket|jeans
        shoes|trousers|shirt|coat|boots|wardrobe|skirt|jumper|hoodie|vintage clothes|size 10|裙子|裤子|鞋子
        尺码偏|搭配|羊绒|大衣|西装
        """,
        .health:
            """
        感冒|发烧|医院|医生|体检|吃药|过敏|胃疼|中药|中医|血压|血糖|颈椎|腰疼|失眠药|养生|艾灸|挂号|牙医|doctor|hospital|allergy|blood pressure
        medicine|headache|dentist
        flu|flu jab|fever|cough|surgery|blood test|scan|prescription|gp|nhs|insulin|migraine|antibiotics
        back pain|vitamin|vitamins|specialist|cholesterol|x-ray|结节|甲状腺|积液|吃什么药|住院|手术|咳嗽
        嗓子疼|复查|医保|门诊
        """,
        .home:
            """
        装修|瓷砖|橱柜|家具|沙发床|窗帘|扫地机|洗碗机|收纳|地板|油漆|水电改造|冰箱|空调|洗衣机|家电|绿植|养花|多肉|阳台|renovation|furniture|curtains
        vacuum cleaner|dishwasher|gardening
        kitchen fitters|underfloor heating|radiators|radiator|plumber|electrician|boiler|wallpaper|bathroom
        tiles|loft|ikea|washing machine|leaking|lawn|compost|seedlings|tomatoes|garden|roses|pruning
        fertiliser|fertilizer|盆栽|花盆|浇水|施肥|修剪|扦插|换盆|月季|绣球|漏水|装修公司|水管|暖气|马桶|家装
        """,
        .photography:
            """
        相机|镜头|快门|光圈|修图|摄影|胶片|构图|三脚架|富士相机|索尼微单|尼康|佳能|滤镜|拍照|camera|camera lens|aperture|shutter|photography|tripod
        lightroom
        photo|photos|exposure|f/8|iso|bokeh|dslr|mirrorless|darkroom|portrait|composition|raw files
        golden hour|曝光|人像|大光圈|单反|微单|冲洗|底片|暗房|后期|调色
        """,
        .relationships:
            """
        相亲|男朋友|女朋友|分手|恋爱|脱单|婆婆|老公|老婆|彩礼|结婚|离婚|暗恋|前任|约会|单身|girlfriend|boyfriend|dating|wedding|divorce
        breakup
        my husband|my wife|my ex|first date|in-laws|engagement|wedding dress|tinder|bridesmaid|marriage
        married|lonely|single again|结婚证|婚礼|领证|催婚|对象|媳妇|丈母娘|复合|表白
        """,
        .news:
            """
        新闻|国际局势|选举|总统|战争|政策|地震|台风|疫情|热搜|油价上涨|外交|关税|制裁|联合国|election|president|government|war|tariff|congress
        parliament|earthquake
        minister|prime minister|vote|voted|voting|council|brexit|border|senate|protest|ceasefire|hurricane
        flood|wildfire|headlines|politicians|budget speech|fuel duty|strike|局势|开战|头条|登陆|洪水|发布会
        议会|通报|事故
        """,
    ]
}
