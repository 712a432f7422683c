import PondCommunity
import PondCore

extension AppError {
    /// What happened and what to do, for a page or a terminal.
    package func told(in language: ReportLanguage) -> String { wording.text(language) }

    /// Of a permission, a key's scope, or what only the administrator or a browser may do.
    private func missing(_ permission: String) -> Phrase {
        if permission == "administrator" {
            return Phrase("这件事只有本站的管理员能做。", "Only this site's administrators can do this.")
        }
        let name = Permission(rawValue: permission).map(CommunityWords.name) ?? Phrase(same: permission)
        return Phrase(
            "你的岗位没有「\(name.text(.chinese))」的权限。需要的话，请群主开通。",
            "Your post does not allow this: \(name.text(.english)). Ask the community's owner for it.")
    }

    /// What happened and what to do.
    var wording: Phrase {
        let first = values.first ?? ""
        switch code {
        case .communityNotFound:
            return Phrase("没有这个社群，或者它不对外开放。", "There is no such community, or it is not open to you.")
        case .communityAmbiguous:
            return Phrase("有好几个社群叫「\(first)」，请用编号指明。", "Several communities are called “\(first)”: name one by its id.")
        case .groupNotFound: return Phrase("这个社群里没有这个群。", "There is no such group in this community.")
        case .groupAmbiguous:
            return Phrase(
                "有好几个群符合，请指明一个：\(values.joined(separator: "、"))。",
                "Several groups fit: \(values.joined(separator: ", ")). Name one.")
        case .chatUncertain:
            let group = values.dropFirst().first ?? ""
            return Phrase(
                "「\(first)」没写是哪个群，里面的人也不是「\(group)」的人。请选一个群，或者新建一个。",
                "“\(first)” does not say which chat it holds, and its people are not those of “\(group)”. Choose a "
                    + "group, or make a new one.")
        case .groupArchived:
            return Phrase(
                "「\(first)」已归档：历史还在，不再说新的话。",
                "“\(first)” is archived: its history stays, and nothing new is said in it.")
        case .groupMembershipNeeded: return Phrase("先加入「\(first)」，再继续。", "Join “\(first)” first.")
        case .messageNotFound: return Phrase("没有这条消息，或者它已经撤回。", "There is no such message, or it was recalled.")
        case .memberMuted: return Phrase("你被禁言，到 \(first) 为止。", "You are muted until \(first).")
        case .slowMode: return Phrase("慢速模式：\(first) 秒后可以再发。", "Slow mode: you can post again in \(first) seconds.")
        case .quietHours: return Phrase("禁言时间，\(first) 再聊。", "The group rests until \(first).")
        case .recallTooLate:
            return Phrase(
                "发出 \(first) 分钟后就不能撤回了，可以请管理员帮忙。",
                "Messages can be recalled for \(first) minutes. Ask the group's staff.")
        case .recallNeedsReason:
            return Phrase(
                "撤回别人的消息要写明原因，会记入审计日志。", "Say why you recall somebody else's message; it goes into the audit log.")
        case .reportNotFound: return Phrase("没有这条举报。", "There is no such report.")
        case .reportDecided: return Phrase("这条举报已经处理过了。", "This report was decided before.")
        case .importNotFound: return Phrase("没有这次导入。", "There is no such import.")
        case .importRunning:
            return Phrase("这次导入还在写入。等它结束，或者先停下它。", "The import is still being written. Wait for it, or stop it first.")
        case .importAlreadyUndone: return Phrase("这次导入已经撤销过了。", "This import was undone before.")
        case .undoTooLate:
            return Phrase(
                "导入超过一天，网页上撤不回来了。请管服务器的人用 pond import --undo 撤销。",
                "This import is more than a day old. Who runs the server can take it back: pond import --undo."
            )
        case .uploadNotFound: return Phrase("没有这份上传的文件。", "There is no such upload.")
        case .uploadNotWaiting:
            return Phrase(
                "这一步刚才已经走过了。刷新一下，看看导入到了哪里。",
                "This step was taken before. Load the page again to see where the import is.")
        case .fileMissing:
            return Phrase(
                "没有收到文件，或者它是空的。选一个有内容的文件，再上传。",
                "No file came, or it was empty. Choose one with something in it, then upload it.")
        case .pictureNotFound: return Phrase("没有这张图片，或者它已经撤回。", "There is no such picture, or it was recalled.")
        case .pictureUnreadable:
            return Phrase(
                "这不是图片，或者已经损坏。请换一张 JPEG、PNG、WebP 或 GIF。",
                "This is no picture, or it is damaged. Choose a JPEG, PNG, WebP or GIF.")
        case .pictureTooLarge:
            return Phrase(
                "图片太大了（\(first) 像素），先缩小再发。", "The picture is too large (\(first) pixels). Make it smaller first.")
        case .picturesTooMany:
            return Phrase(
                "一条消息最多 \(first) 张图片，多的分开发。",
                "A message holds at most \(first) pictures. Send the rest in another one.")
        case .nothingToRead: return Phrase("「\(first)」里没有消息。", "“\(first)” holds no messages.")
        case .severalFiles:
            let names = values.joined(separator: "、")
            return Phrase(
                "这些文件像是不同的群：\(names)。请一个一个来。",
                "These files hold different chats: \(values.joined(separator: ", ")). Take one at a time.")
        case .severalChats:
            return Phrase(
                "里面有好几个聊天，请选一个：\(values.joined(separator: "、"))。",
                "It holds several chats: \(values.joined(separator: ", ")). Choose one.")
        case .communityNameMissing: return Phrase("社群要有名字。", "A community needs a name.")
        case .communityNameTooLong:
            return Phrase("社群名最多 \(first) 个字。", "A community's name has at most \(first) characters.")
        case .timeZoneUnknown:
            return Phrase(
                "「\(first)」不是时区。请写 Asia/Shanghai 这样的名字。",
                "“\(first)” is no time zone. Use a name such as Asia/Shanghai.")
        case .fileNotReadable, .fileNotWritable, .outputNotWritable, .databaseMissing, .databaseNotOpened,
            .notADatabase, .databaseInUse:
            return Phrase(
                "服务器上的文件读写不了（\(first)），请联系管理员。",
                "A file on the server cannot be used (\(first)). Tell the administrator.")
        case .fieldsInvalid: return Phrase("有几处要改一改。", "Some fields need another look.")
        case .inputTooLarge: return Phrase("内容太大了，最多 \(first)。", "That is too large: at most \(first).")
        case .inputUnreadable: return Phrase("请求看不懂：\(first)。", "The request could not be read: \(first).")
        case .memberNotFound: return Phrase("这个社群里没有这位成员。", "There is no such member in this community.")
        case .memberRemoved:
            return Phrase(
                "你被请出了这个社群，原因是：\(first)。有疑问可以联系运营者。",
                "You were asked to leave this community: \(first). If you see it differently, talk to those who run it."
            )
        case .alreadyMember:
            return Phrase(
                "你已经是成员了，这段历史暂时合不到你名下。", "You are a member already, so this history cannot be joined to your name yet.")
        case .lastOwner:
            return Phrase("社群至少要有一位群主。先请别人当群主，再来。", "A community needs an owner. Make somebody else owner first.")
        case .changedMeanwhile:
            return Phrase(
                "别人刚刚也改了这里，你的改动还没有保存。看看现在的样子，再改一次。",
                "Somebody else changed this a moment ago, and your change is not saved yet. Look at it as it is now, "
                    + "then change it again."
            )
        case .invitationNeeded:
            return Phrase(
                "这个社群凭邀请加入。向里面的朋友要一个邀请码。", "This community takes members by invitation. Ask somebody inside for a code."
            )
        case .invitationNotFound:
            return Phrase("没有这个邀请码。看看是不是抄漏了一个字母。", "There is no such invitation. Perhaps a letter is missing.")
        case .invitationExpired: return Phrase("这个邀请过期了，请对方再发一个。", "This invitation has expired. Ask for a new one.")
        case .invitationUsedUp:
            return Phrase("这个邀请的名额用完了，请对方再发一个。", "This invitation has been used as often as it may. Ask for a new one.")
        case .invitationRevoked:
            return Phrase("这个邀请被收回了，请对方再发一个。", "This invitation was taken back. Ask for a new one.")
        case .notFound:
            return Phrase(
                "这里什么也没有。链接可能过期了，或者抄漏了一段。", "There is nothing here. The link may be old, or part of it is missing.")
        case .methodNotAllowed: return Phrase("这个地址不能这样用。", "This address cannot be used like that.")
        case .signInNeeded: return Phrase("先登录，再继续。", "Sign in first.")
        case .signInWrong: return Phrase("账号和密码对不上。", "Address and password do not belong together.")
        case .secondFactorNeeded:
            return Phrase(
                "这个岗位要求两步验证。先在「我的账号」里开启，再回来。",
                "Your post needs a second factor. Add one under “My account”, then come back.")
        case .secondFactorAlreadyOn: return Phrase("两步验证已经开着了。", "You have a second factor already.")
        case .linkExpired: return Phrase("这个链接已经用过，或者过期了。", "This link was used before, or it is too old.")
        case .accountNotFound: return Phrase("没有「\(first)」这个账号。", "Nobody signs in as “\(first)”.")
        case .ownerNotFound: return Phrase("这里没有叫「\(first)」的人。", "Nobody here is called “\(first)”.")
        case .lastAdministrator:
            return Phrase("你是唯一的管理员，先让另一个人接手。", "You are the only administrator. Make somebody else one first.")
        case .phoneNeeded:
            return Phrase(
                "发言前要先验证手机号，在「我的账号」里添加。", "Verify a phone number under “My account” first; then you can post.")
        case .guardianNeeded:
            return Phrase("未满 14 岁，需要监护人同意才能发言。", "Under 14 one needs a guardian's consent to post.")
        case .membershipNeeded: return Phrase("先加入这个社群，再继续。", "Join the community first.")
        case .notAllowed:
            return missing(first)
        case .crossSite:
            return Phrase("这个请求来自别的网站，没有执行。", "The request came from another site and was not carried out.")
        case .formExpired:
            return Phrase(
                "页面放得太久了。刷新后再提交一次；什么也没有发生。",
                "The page was open for too long. Load it again and send the form once more; nothing was done.")
        case .keyReused:
            return Phrase("这个幂等键已经用于另一件事，请换一个。", "This idempotency key was used for something else. Use a new one.")
        case .tooManyRequests: return Phrase("太快了，\(first) 秒后再试。", "That was too often. Try again in \(first) seconds.")
        case .unavailable:
            return Phrase(
                "池塘正忙或正在停机，稍后再试；什么也没有发生。", "Pond is busy or stopping. Try again in a moment; nothing was done.")
        case .unknown:
            return Phrase(
                "我们这边出了错。你的内容没有丢，稍后再试。",
                "Something went wrong on our side. Nothing of yours is lost; try again in a moment.")
        }
    }

    /// Any error as a refusal: what nobody foresaw becomes ``Code/unknown``.
    static func told(_ error: any Error) -> AppError {
        if let refusal = error as? AppError { return refusal }
        if let http = error as? any HTTPStatusTelling { return http.refusal }
        return AppError(.unknown)
    }
}

/// Errors of the HTTP library, which knows statuses and nothing else.
protocol HTTPStatusTelling: Error {
    var refusal: AppError { get }
}

extension AppError.Kind {
    var heading: Phrase {
        switch self {
        case .invalid, .unreadable: Phrase("有几处要改一改", "Not quite")
        case .tooLarge: Phrase("太大了", "Too large")
        case .notFound, .wrongMethod: Phrase("这里什么也没有", "Nothing here")
        case .signInNeeded: Phrase("先登录", "Sign in first")
        case .forbidden: Phrase("这一步做不了", "Not possible")
        case .conflict: Phrase("和现在的状态冲突", "It conflicts with what is there")
        case .tooMany: Phrase("歇一会儿", "Take a breath")
        case .unavailable: Phrase("马上回来", "Back in a moment")
        case .unknown: Phrase("水面起了波澜", "Rough water")
        }
    }
}

extension FieldError {
    /// What is wrong with the field, for a page or a terminal.
    package func told(in language: ReportLanguage) -> String { wording.text(language) }

    var wording: Phrase {
        let first = values.first ?? ""
        switch problem {
        case .missing: return Phrase("这里要填", "This is needed")
        case .tooLong: return Phrase("最多 \(first) 个字", "At most \(first) characters")
        case .tooShort: return Phrase("至少 \(first) 个字", "At least \(first) characters")
        case .malformed: return Phrase("格式不对", "This does not look right")
        case .notOffered: return Phrase("没有这个选项", "This is not among the choices")
        case .taken: return Phrase("已经有人用了", "Somebody else uses it already")
        case .staffName:
            return Phrase("这是这里一位管理人员的名字，换一个", "Somebody who runs this community bears this name: choose another")
        case .outOfRange:
            return Phrase("请填 \(first) 到 \(values.last ?? "")", "Between \(first) and \(values.last ?? "")")
        case .lowContrast:
            return Phrase(
                "和文字的对比只有 \(first)，至少要 4.5，选深（或浅）一点的", "Its contrast with text is \(first); it takes 4.5 at least")
        case .tooWeak: return Phrase("太容易猜到了，换长一点的", "Too easy to guess: use a longer one")
        case .wrong: return Phrase("不对，再看看", "That is not right")
        case .expired: return Phrase("已经过期，重新要一个", "It has expired: ask for a new one")
        case .undeliverable:
            return first.isEmpty
                ? Phrase(
                    "这里还没设好发送，收不到验证码：用密码登录，或请管理员设好",
                    "Nothing can be sent yet: use your password, or ask who runs this site")
                : Phrase("没发出去：\(first)", "It was not sent: \(first)")
        }
    }
}
