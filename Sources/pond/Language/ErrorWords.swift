import PondCore
import PondExchange
import PondStore
import PondTalk
import PondWeb

/// Why something was refused or went wrong. The English of each error stands beside the error itself.
enum ErrorWords {
    /// Nil for errors of others, such as the system's, which speak for themselves.
    static func sentence(_ error: any Error) -> Phrase? {
        switch error {
        case is Imports.StoppedWaiting: ImportWords.stoppedWaiting
        case let error as BackupError: error.wording
        case let error as OutputFile.Refusal: error.wording
        case let error as AppError: Phrase(chinese(error), error.description)
        case let error as ChatReadError: ReadErrorWords.sentence(error)
        case let error as StoreError: Phrase(chinese(error), error.description)
        default: nil
        }
    }

    static func chinese(_ error: AppError) -> String {
        let first = error.values.first ?? ""
        let all = error.values.joined(separator: "、")
        let rest = error.values.dropFirst().joined(separator: "、")
        return switch error.code {
        case .communityNotFound: "这个数据库里没有叫「\(first)」的社群。"
        case .communityAmbiguous: "叫「\(first)」的社群不止一个，请写编号（\(rest)）。"
        case .communityNameMissing: "社群要有名字。"
        case .communityNameTooLong: "社群名最多 \(first) 个字。"
        case .groupNotFound: first.isEmpty ? "这个社群里还没有群。" : "这个社群里没有叫「\(first)」的群。"
        case .groupAmbiguous: "这个社群有好几个群（\(all)），用 --group 挑一个。"
        case .chatUncertain: "\(first) 没写是哪个群，里面的人也不是「\(rest)」的人。用 --group 写明群名；没有的群会新建。"
        case .importNotFound: "没有编号是 \(first) 的导入。`pond imports` 可以看到全部。"
        case .importRunning: "导入 \(first) 正由另一个进程写着。等它写完，或者先把它停掉。"
        case .importAlreadyUndone: "导入 \(first) 之前已经撤销，没有可撤的了。"
        case .nothingToRead: "\(first) 里没有消息。"
        case .severalFiles: "这些文件像是不同的群：\(all)。一个一个体检，或者用 --together 合在一起看。"
        case .severalChats: "里面有好几个聊天：\(all)。用 --chat 挑一个，或者用 --together 合在一起看。"
        case .timeZoneUnknown: "「\(first)」不是时区。请写 Asia/Shanghai、UTC 这样的名字。"
        case .fileNotReadable: "\(first) 读不了。看看名字对不对，有没有打开它的权限。"
        case .fileNotWritable: "\(first) 写不进去：没有权限，或者磁盘满了。换一个地方。"
        case .outputNotWritable: "标准输出写不进去：磁盘满了，或者没有人在读。"
        case .databaseNotOpened: "\(first) 打不开：看看文件夹在不在，有没有读写的权限。"
        case .notADatabase: "\(first) 不是数据库文件。"
        case .databaseInUse: "这个数据库里已经有人或社群了，演示要放在单独的数据库里。用 --database 换一个文件。"
        case .ownerNotFound: "这里没有叫「\(first)」的人。--owner 要照导出里的写法写名字或账号。"
        case .databaseMissing: "\(first) 这里没有数据库。用 --database 写明在哪里，或者先导入点什么。"
        case .fieldsInvalid:
            error.fields.isEmpty
                ? error.told(in: .chinese)
                : error.fields.map { "\($0.field)：\($0.told(in: .chinese))" }.joined(separator: "；")
        case .undoTooLate, .uploadNotFound, .uploadNotWaiting, .fileMissing, .groupArchived, .groupMembershipNeeded,
            .messageNotFound, .memberMuted, .slowMode, .quietHours, .recallTooLate, .recallNeedsReason,
            .reportNotFound, .reportDecided, .inputTooLarge, .inputUnreadable, .memberNotFound, .memberRemoved,
            .alreadyMember, .lastOwner, .changedMeanwhile, .invitationNeeded, .invitationNotFound, .invitationExpired,
            .invitationUsedUp, .invitationRevoked, .notFound, .methodNotAllowed, .signInNeeded, .signInWrong,
            .secondFactorNeeded, .secondFactorAlreadyOn, .linkExpired, .accountNotFound, .lastAdministrator,
            .phoneNeeded, .guardianNeeded, .membershipNeeded, .notAllowed, .crossSite, .formExpired, .keyReused,
            .tooManyRequests, .unavailable, .unknown, .pictureNotFound, .pictureUnreadable, .pictureTooLarge,
            .picturesTooMany:
            error.told(in: .chinese)
        }
    }

    static func chinese(_ error: StoreError) -> String {
        switch error {
        case .unique(let name): "已经有一个了（\(name)）。"
        case .foreignKey(let name): "它指向的东西不存在（\(name)）。"
        case .check(let name): "数据库不接受这个值（\(name)）。"
        case .notNull(let column): "缺一个值（\(column)）。"
        case .serialisation: "同一时刻还有别人在写，请再试一次。"
        case .connectionLost(let reason): "和数据库的连接断了：\(reason)。这一步没有写进去。"
        case .commitUnknown: "保存时连接断了，数据库也说不准存上了没有。"
        case .diskFull(let reason): "磁盘满了（\(reason)）。这一步没有写进去，腾出地方再试。"
        case .readOnly(let reason): "数据库写不进去：\(reason)。"
        case .timeout(let reason): "数据库太久没有回应：\(reason)。请再试一次。"
        case .databaseFromTheFuture(let found, let known):
            "这个数据库是更新的池塘写的（版本 \(found)，这里只认得到 \(known)），请用那个版本打开。"
        case .noNodeFree: "节点号都用完了，先停掉一个用这个数据库的进程。"
        case .closed: "数据库已经关上了。"
        case .engine(let code, let message): "数据库说：\(message)（\(code)）。"
        }
    }
}
