import Foundation
import PondCore
import PondExchange
import PondInsight
import PondPlatform
import PondTalk

/// Sentences of the chat.
enum ChatWords {
    /// 11 月 20 日 周四; another year's day with its year.
    static func day(_ moment: Timestamp, timeZone: String) -> Phrase {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: moment.date)
        let day = CalendarDay(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
        // Calendar counts Sunday as 1.
        let weekday = DateWords.weekdayShort(((parts.weekday ?? 2) + 5) % 7)
        let full = DateWords.full(day)
        return Phrase(
            "\(full.text(.chinese)) \(weekday.text(.chinese))", "\(weekday.text(.english)) \(full.text(.english))")
    }

    static func membership(_ change: MembershipChange, _ name: String) -> Phrase {
        switch change {
        case .joined: Phrase("\(name) 来了", "\(name) came in")
        case .left: Phrase("\(name) 退出了群", "\(name) left")
        case .removed: Phrase("\(name) 被移出了群", "\(name) was put out of the group")
        }
    }

    static func recalled(_ mark: RecallMark) -> Phrase {
        if mark.isByAuthor { return Phrase("撤回了一条消息", "Recalled a message") }
        if mark.reason.isEmpty { return Phrase("这条消息被管理员撤回", "Staff recalled this message") }
        return Phrase("这条消息被管理员撤回：\(mark.reason)", "Staff recalled this message: \(mark.reason)")
    }

    /// Of our own sprite: a letter's picture would look different, or be missing, from one machine to the next.
    static func icon(of reaction: Reaction) -> String {
        switch reaction {
        case .like: "like"
        case .heart: "heart"
        case .laugh: "smile"
        case .party: "party"
        case .thanks: "cup"
        case .watching: "eye"
        }
    }

    static func name(of reaction: Reaction) -> Phrase {
        switch reaction {
        case .like: Phrase("赞", "Like")
        case .heart: Phrase("喜欢", "Love")
        case .laugh: Phrase("笑", "Laugh")
        case .party: Phrase("庆祝", "Celebrate")
        case .thanks: Phrase("谢谢", "Thanks")
        case .watching: Phrase("关注", "Watching")
        }
    }

    static func name(of reason: ReportReason) -> Phrase {
        switch reason {
        case .spam: Phrase("广告或刷屏", "Advertising or flooding")
        case .abuse: Phrase("辱骂、骚扰", "Abuse or harassment")
        case .fraud: Phrase("诈骗", "Fraud")
        case .illegal: Phrase("违法内容", "Against the law")
        case .minors: Phrase("伤害未成年人", "Harms minors")
        case .privacy: Phrase("泄露隐私", "Private information")
        case .other: Phrase("其他", "Something else")
        }
    }

    /// What staff decided about a report.
    static func decided(_ decision: ReportDecision) -> Phrase {
        switch decision {
        case .kept: Phrase("看过了，没有问题", "Looked at: nothing is wrong")
        case .recalled: Phrase("已撤回这条消息", "The message was recalled")
        }
    }

    /// Said to somebody who just reported a message.
    static let thanks = Phrase("已举报，运营会看", "Reported. Staff will look at it.")

    /// Until when one takes one's own message back, and what stays of it.
    /// - Parameter isTimed: within the minutes in which everybody may; after them staff alone.
    static func recallRule(isOpen: Bool, isTimed: Bool) -> Phrase {
        let minutes = Conversations.recallMinutesMax
        guard isOpen else {
            return Phrase(
                "发出超过 \(minutes) 分钟，不能撤回了。", "It was sent more than \(minutes) minutes ago and cannot be recalled.")
        }
        let who =
            isTimed
            ? Phrase("发出 \(minutes) 分钟内可以撤回。", "You can recall it within \(minutes) minutes. ")
            : Phrase("你是管理人员，随时可以撤回。", "As staff you can recall it at any time. ")
        let what = Phrase(
            "撤回后内容和图片都没有了，别人只看到「撤回了一条消息」。",
            "Its words and pictures are gone then; others see that a message was recalled.")
        return Phrase(who.text(.chinese) + what.text(.chinese), who.text(.english) + what.text(.english))
    }

    /// What a reporter is told about their report.
    static func reported(_ report: Report) -> Phrase {
        let reason = name(of: report.reason)
        guard let decision = report.decision else {
            return Phrase(
                "你已举报（\(reason.text(.chinese))），运营会看。",
                "You reported this (\(reason.text(.english))); staff will look at it.")
        }
        let told = decided(decision)
        return Phrase(
            "你举报过这条消息。运营的决定：\(told.text(.chinese))。",
            "You reported this message. What staff decided: \(told.text(.english)).")
    }

    /// Icon and title of what an export holds no more than a mark of; nil for words.
    static func card(_ kind: ChatMessageKind) -> (String, Phrase)? {
        switch kind {
        case .text, .reply, .system, .recall, .other: nil
        case .image: ("image", Phrase("图片", "Picture"))
        case .voice: ("mute", Phrase("语音", "Voice message"))
        case .video: ("image", Phrase("视频", "Video"))
        case .file: ("doc", Phrase("文件", "File"))
        case .sticker: ("smile", Phrase("表情", "Sticker"))
        case .link: ("link", Phrase("链接", "Link"))
        case .location: ("pin", Phrase("位置", "Place"))
        case .redPacket: ("packet", Phrase("红包", "Red packet"))
        case .transfer: ("coin", Phrase("转账", "Transfer"))
        case .poke: ("user", Phrase("拍一拍", "Nudge"))
        case .call: ("phone", Phrase("通话", "Call"))
        case .share: ("external", Phrase("分享", "Share"))
        case .forward: ("send", Phrase("聊天记录", "Forwarded messages"))
        case .contact: ("user", Phrase("名片", "Contact"))
        }
    }

    /// What stands for a picture where only words do.
    static let pictureMark = Phrase("[图片]", "[Picture]")

    /// A message in words alone.
    static func words(of message: MessageLine) -> Phrase {
        withMark(!message.pictures.isEmpty, message.text)
    }

    static func words(of quote: QuotedLine) -> Phrase {
        if quote.isRecalled { return Phrase("这条消息已撤回", "This message was recalled") }
        return withMark(quote.hasPictures, quote.text)
    }

    private static func withMark(_ hasPictures: Bool, _ text: String) -> Phrase {
        guard hasPictures else { return Phrase(same: text) }
        let space = text.isEmpty ? "" : " "
        return Phrase(
            pictureMark.text(.chinese) + space + text, pictureMark.text(.english) + space + text)
    }

    /// Why a message was not sent, where one writes it.
    static func refusal(_ error: AppError) -> Phrase {
        if error.code == .inputTooLarge {
            let size = PictureWorkshop.fileBytesMax >> 20
            return Phrase(
                "每张图片最多 \(size) MB，先缩小再发；这条消息还没有发出。",
                "A picture may have \(size) MB at most. Make it smaller first; nothing was sent.")
        }
        return error.fields.first?.wording ?? error.wording
    }

    /// 每 30 秒一条; 0 is off.
    static func slowMode(_ seconds: Int) -> Phrase {
        switch seconds {
        case 0: Phrase("关闭", "Off")
        case 60...: Phrase("每 \(seconds / 60) 分钟一条", "One message in \(seconds / 60) min")
        default: Phrase("每 \(seconds) 秒一条", "One message in \(seconds) s")
        }
    }

    /// Slow mode and quiet hours, in one line; nil for a group without.
    static func rules(slowModeSeconds: Int, quiet: (from: String, until: String)?) -> Phrase? {
        let slow =
            slowModeSeconds > 0
            ? Phrase("慢速模式，每 \(slowModeSeconds) 秒一条", "slow mode, one message in \(slowModeSeconds) s") : nil
        let rest = quiet.map { Phrase("禁言时间 \($0.from)–\($0.until)", "quiet from \($0.from) to \($0.until)") }
        let all = [slow, rest].compactMap { $0 }
        guard !all.isEmpty else { return nil }
        return Phrase(
            all.map { $0.text(.chinese) }.joined(separator: " · "),
            all.map { $0.text(.english) }.joined(separator: " · "))
    }
}
