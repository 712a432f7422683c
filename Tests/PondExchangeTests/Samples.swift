import PondExchange

/// One invented conversation, as each program would write it. Times are 2024-05-01, UTC.
enum Samples {
    static let chatLabLines = """
        # 导出示例
        {"_type":"header","chatlab":{"version":"0.0.2","exportedAt":1714600000},"meta":{"name":"读书会",\
        "platform":"wechat","type":"group","groupId":"42@chatroom","ownerId":"wxid_he"}}
        {"_type":"member","platformId":"wxid_he","accountName":"何以棠","groupNickname":"棠棠","aliases":["老何"],\
        "roles":[{"id":"owner"}]}
        {"_type":"member","platformId":"wxid_xm","accountName":"小满"}
        {"_type":"message","sender":"wxid_he","accountName":"何以棠","timestamp":1714555800,"type":0,\
        "content":"今晚八点读第三章","platformMessageId":"1"}
        {"_type":"message","sender":"wxid_az","accountName":"阿泽","timestamp":1714555860,"type":0,"content":"收到",\
        "platformMessageId":"2","replyToMessageId":"1"}
        {"_type":"message","sender":"system","accountName":"system","timestamp":1714555900,"type":80,\
        "content":"\\"阿泽\\"邀请\\"许南乔\\"加入了群聊","platformMessageId":"3"}
        {"_type":"message","sender":"wxid_lz","accountName":"老周","timestamp":1714555960,"type":20,\
        "content":"[红包] 恭喜发财","platformMessageId":"4"}

        """

    static let chatLabDocument = """
        {"chatlab":{"version":"0.0.2","exportedAt":1714600000},
         "meta":{"name":"读书会","platform":"qq","type":"private"},
         "members":[{"platformId":"1","accountName":"何以棠"}],
         "messages":[
          {"sender":"1","accountName":"何以棠","timestamp":1714555800,"type":0,"content":"在吗"},
          {"sender":"2","accountName":"阿泽","timestamp":1714555860,"type":1,"content":null}]}
        """

    static let weChatMsg = #"""
        \#u{FEFF}localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,\#
        Sender\#r
        1,7,1,0,0,1714555800,,今晚八点读第三章,2024-05-01 09:30:00,,何以棠,wxid_he\#r
        2,7,1,0,1,1714555860,,"好的, 我带""茶""
        大家自带杯子",2024-05-01 09:31:00,,阿泽,wxid_az\#r
        3,7,49,57,0,1714555920,,"<?xml version=""1.0""?>
        <msg><appmsg><title>同意</title><type>57</type><refermsg><type>1</type>\#
        <displayname>何以棠</displayname><content>今晚八点读第三章</content></refermsg></appmsg></msg>",2024-05-01 09:32:00,,小满,wxid_xm\#r
        4,7,10000,0,0,1714555980,,"""阿泽""领取了""老周""的红包",2024-05-01 09:33:00,,,\#r
        5,7,49,2001,0,1714556040,,<msg><appmsg><title>微信红包</title></appmsg></msg>,2024-05-01 09:34:00,,老周,wxid_lz\#r
        6,7,3,0,0,1714556100,,,2024-05-01 09:35:00,,老周,wxid_lz\#r

        """#

    static let weChatCLIText = """
        聊天记录: 读书会
        类型: 群聊
        时间范围: 2024-05-01 ~ 2024-05-02
        导出时间: 2024-05-02 10:00
        消息数量: 5
        ============================================================
        [2024-05-01 09:30] 何以棠: 今晚八点: 读第三章
        [2024-05-01 09:31] [系统] "阿泽"退出了群聊
        [2024-05-01 09:32] 小满: 第一行
        第二行
          -> 回复 何以棠: 今晚八点: 读第三章
        [2024-05-01 09:33] 老周: [图片] (local_id=8)
        [2024-05-01 09:34] "小满"修改群名为"A: B"

        """

    static let qq = """
        \u{FEFF}消息记录（此消息记录为文本格式，不支持重新导入）\r
        \r
        ================================================================\r
        消息分组:我的群聊\r
        ================================================================\r
        消息对象:读书会\r
        ================================================================\r
        \r
        2024-05-01 9:30:00 【群主】何以棠(100001)\r
        今晚八点读第三章\r
        \r
        2024-05-01 9:31:05 阿泽<aze@example.com>\r
        第一行\r
        \r
        第三行\r
        \r
        2024-05-01 9:32:00 系统消息(10000)\r
        小满(100003)加入本群。\r
        \r
        2024-05-01 8:43:38 PM am(100004)\r
        [图片]\r
        \r

        """

    static let qqChatExporter = """
        {"metadata":{"name":"QQChatExporter V5","version":"5.0.1"},"chatInfo":{"name":"读书会","type":"group",\
        "avatar":"x"},
        "statistics":{"senders":[]},"messages":[
        {"messageId":"m1","timestamp":1714555800123,"sender":{"uid":"u_1","uin":"100001","name":"何以棠"},\
        "content":{"text":"今晚八点","resources":[]}},
        {"messageId":"m2","timestamp":"2024-05-01T09:31:00.000Z","sender":{"uid":"u_2","uin":"0","name":"阿泽"},\
        "content":{"text":"收到","reply":{"referencedMessageId":"m1","senderName":"何以棠"}},\
        "rawMessage":{"sendMemberName":"泽哥"}},
        {"messageId":"m3","timestamp":1714555920000,"isSystemMessage":true,"sender":{"uid":"","name":""},\
        "content":{"text":"小满加入了群聊"}},
        {"messageId":"m4","timestamp":1714555980000,"isRecalled":true,"sender":{"uin":"100001","name":"何以棠"},\
        "content":{"text":""}},
        {"messageId":"m5","timestamp":1714556040000,"sender":{"uin":"100004","name":"老周"},\
        "content":{"text":"[图片]","resources":[{"type":"image"}]}}],
        "avatars":{"100001":"data:image/png;base64,AAAA"}}
        """

    static let telegram = """
        {"name":"读书会","type":"private_supergroup","id":4242,"messages":[
        {"id":1,"type":"message","date":"2024-05-01T17:30:00","date_unixtime":"1714555800","from":"何以棠",\
        "from_id":"user1","text":["看 ",{"type":"link","text":"https://example.com"}," 吧"]},
        {"id":2,"type":"message","date":"2024-05-01T17:31:00","date_unixtime":"1714555860","from":null,\
        "from_id":"user2","text":"好","reply_to_message_id":1},
        {"id":3,"type":"service","date":"2024-05-01T17:32:00","date_unixtime":"1714555920","actor":"何以棠",\
        "actor_id":"user1","action":"invite_members","members":["小满","老周"],"text":""},
        {"id":4,"type":"message","date":"2024-05-01T17:33:00","date_unixtime":"1714555980","from":"小满",\
        "from_id":"user3","media_type":"sticker","sticker_emoji":"🌸","file":"(File not included.)","text":""}]}
        """

    static let telegramFull = """
        {"about":"Here is the data you requested.","personal_information":{"first_name":"阿泽"},\
        "contacts":{"list":[]},
        "chats":{"about":"x","list":[
        {"name":"读书会","type":"private_group","id":1,"messages":[{"id":1,"type":"message",\
        "date_unixtime":"1714555800","from":"何以棠","from_id":"user1","text":"群里"}]},
        {"type":"saved_messages","id":2,"messages":[{"id":9,"type":"message","date_unixtime":"1714555801",\
        "from":"阿泽","from_id":"user2","text":"备忘"}]},
        {"name":"小满","type":"personal_chat","id":3,"messages":[]}]}}
        """

    static let whatsAppAndroid = """
        13/05/2024, 09:30 - Messages and calls are end-to-end encrypted.
        13/05/2024, 09:31 - 何以棠 created group "读书会: 一期"
        13/05/2024, 09:32 - 何以棠 added 小满
        13/05/2024, 09:33 - 阿泽: 第一行
        第二行: 也是
        13/05/2024, 09:34 - 小满: <Media omitted>
        13/05/2024, 09:35 - 老周: This message was deleted

        """

    static let whatsAppIOS = """
        [2024/5/13, 上午9:30:00] 读书会: \u{200E}消息和通话已进行端到端加密。
        \u{200E}[2024/5/13, 上午9:31:00] 读书会: \u{200E}何以棠 添加了 小满
        [2024/5/13, 下午12:05:09] 阿泽: 中午好
        \u{200E}[2024/5/13, 下午9:30:00] 小满: \u{200E}image omitted
        [2024/5/13, 9:30:01\u{202F}PM] ~\u{202F}老周: 晚上好

        """

    static let line = """
        [LINE] 读书会的聊天记录
        保存日期：2024/05/02 10:00

        2024/05/01（三）
        09:30\t何以棠\t今晚八点
        09:31\t\t小满已加入群組
        下午07:04\t阿泽\t"第一行
        第二行"
        07:05PM\t老周\t[照片]

        """

    static let discord = """
        {"guild":{"id":"1","name":"书友"},"channel":{"id":"22","type":"GuildTextChat","name":"读书会"},"messages":[
        {"id":"101","type":"Default","timestamp":"2024-05-01T17:30:00.5+08:00","content":"今晚八点",\
        "author":{"id":"1","name":"hyt","nickname":"何以棠","isBot":false}},
        {"id":"102","type":"Reply","timestamp":"2024-05-01T09:31:00+00:00","content":"好","author":{"id":"2",\
        "name":"aze","nickname":"阿泽","isBot":false},"reference":{"messageId":"101"}},
        {"id":"103","type":"GuildMemberJoin","timestamp":"2024-05-01T09:32:00+00:00",\
        "content":"Joined the server.","author":{"id":"3","name":"小满","isBot":false}},
        {"id":"104","type":"Default","timestamp":"2024-05-01T09:33:00+00:00","content":"","author":{"id":"9",\
        "name":"机器人","isBot":true},"attachments":[{"fileName":"封面.png"}]}],"messageCount":4}
        """

    static let chatlogJSON = """
        [{"seq":1714555800000,"time":"2024-05-01T17:30:00+08:00","talker":"42@chatroom","talkerName":"读书会",\
        "isChatRoom":true,"sender":"wxid_he","senderName":"何以棠","isSelf":false,"type":1,"subType":0,\
        "content":"今晚八点"},
        {"seq":1714555860000,"time":"2024-05-01T17:31:00+08:00","talker":"42@chatroom","talkerName":"读书会",\
        "isChatRoom":true,"sender":"wxid_az","senderName":"阿泽","isSelf":true,"type":49,"subType":57,\
        "content":"好","contents":{"refer":{"senderName":"何以棠","content":"今晚八点"}}},
        {"seq":1714555920000,"time":"2024-05-01T17:32:00+08:00","talker":"42@chatroom","talkerName":"读书会",\
        "isChatRoom":true,"sender":"系统消息","senderName":"","isSelf":false,"type":10000,"subType":0,\
        "content":"\\"小满\\"撤回了一条消息"}]
        """

    static let chatlogText = """
        何以棠(wxid_he) [读书会(42@chatroom)] 2024-05-01 09:30:00
        今晚八点
        第二行

        我 [读书会(42@chatroom)] 2024-05-01 09:31:00
        > 何以棠(wxid_he) 05-01 09:30:00
        > 今晚八点
        好

        系统消息 [读书会(42@chatroom)] 2024-05-01 09:32:00
        "小满"退出了群聊

        """

    static let weFlow = """
        {"weflow":{"version":"1.0.0"},"session":{"wxid":"42@chatroom","nickname":"读书会","displayName":"读书会",\
        "type":"群聊","avatar":"AAAA"},"messages":[
        {"localId":1,"createTime":1714555800,"formattedTime":"2024-05-01 17:30:00","type":"文本消息","localType":1,\
        "content":"今晚八点","isSend":0,"senderUsername":"wxid_he","senderDisplayName":"何以棠"},
        {"localId":2,"createTime":1714555860,"type":"红包卡片","localType":1,"content":"[红包] 恭喜发财","isSend":1,\
        "senderUsername":"wxid_az","senderDisplayName":"阿泽"},
        {"localId":3,"createTime":1714555920,"type":"系统消息","localType":1,"content":"你将\\"老周\\"移出了群聊",\
        "isSend":null,"senderUsername":"42@chatroom","senderDisplayName":""}],"avatars":{}}
        """

    static let weChatMsgText = """
        2024-05-01 09:30:00 何以棠
        今晚八点

        2024-05-01 09:31:00 阿泽
        第一行
        第二行

        """

    static let irc = """
        === xiaoman [~xm@example.com]  has joined #reading
        [11:58] <hyt> aze: tonight?
        [12:01] * aze nods
        [01:30] <aze> ok
        === aze [~aze@example.com]  has left #reading []

        """

    /// Every format that one plain file can hold.
    static let all: [(format: ChatFormat, text: String)] = [
        (.chatLabLines, chatLabLines), (.chatLabJSON, chatLabDocument), (.weChatMsgCSV, weChatMsg),
        (.weChatCLIText, weChatCLIText), (.qqText, qq), (.qqChatExporter, qqChatExporter), (.telegram, telegram),
        (.telegram, telegramFull), (.whatsApp, whatsAppAndroid), (.whatsApp, whatsAppIOS), (.line, line),
        (.discord, discord), (.chatlogJSON, chatlogJSON), (.chatlogText, chatlogText), (.weFlow, weFlow),
        (.weChatMsgText, weChatMsgText), (.irc, irc),
    ]
}

extension Samples {
    /// The files of a Slack export: a day of a channel, its people, its channels. The last message has no time.
    static var slackEntries: [(name: String, text: String)] {
        let day = """
            [{"type":"message","user":"U1","text":"<@U2> 看 <https://example.com|这里> &amp; 那里","ts":"1714555800.000100"},
            {"type":"message","user":"U2","text":"好","ts":"1714555860.000200","thread_ts":"1714555800.000100"},
            {"type":"message","subtype":"channel_join","user":"U2",\
            "text":"<@U2> has joined the channel","ts":"1714555920.000300"},
            {"type":"message","user":"U1","text":"","ts":"x"}]
            """
        let users = """
            [{"id":"U1","name":"hyt","is_owner":true,"profile":{"display_name":"何以棠","real_name":"何"}},
            {"id":"U2","name":"aze","profile":{"display_name":"","real_name":"阿泽"}}]
            """
        let channels = "[{\"id\":\"C1\",\"name\":\"读书会\",\"members\":[\"U1\",\"U2\"]}]"
        return [("读书会/2024-05-01.json", day), ("users.json", users), ("channels.json", channels)]
    }
}
