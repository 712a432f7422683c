import PondWeb

/// Why a backup was not taken, or not brought back.
enum BackupError: Error, Hashable {
    /// Something has the name already.
    case exists(String)
    case notABackup(String)
    /// The folder's format is a newer Pond's.
    case tooNew(String)
    case ofOtherEngine(String)
    /// A file is not what the manifest says it was.
    case damaged(String)
    case databaseNotEmpty
    case programMissing(String)
    case programFailed(String, reason: String)

    var wording: Phrase {
        switch self {
        case .exists(let path):
            Phrase("\(path) 已经有了，不会覆盖它。换一个名字。", "\(path) is there already and is not overwritten. Choose another name.")
        case .notABackup(let folder):
            Phrase("\(folder) 不是 pond backup 做的备份。", "\(folder) is no backup that pond backup made.")
        case .tooNew(let folder):
            Phrase(
                "\(folder) 是更新的池塘做的备份，请用那个版本恢复。",
                "\(folder) was made by a newer Pond. Restore it with that version.")
        case .ofOtherEngine(let engine):
            engine == "postgres"
                ? Phrase(
                    "这份备份来自 PostgreSQL，要恢复到空的 PostgreSQL 数据库：--database postgres://…",
                    "This backup is of PostgreSQL and goes into an empty one: --database postgres://…")
                : Phrase(
                    "这份备份来自 SQLite，要恢复成一个新文件：--database 文件名。",
                    "This backup is of SQLite and becomes a new file: --database PATH.")
        case .damaged(let file):
            Phrase(
                "备份里的 \(file) 不完整或被改过，没有恢复。",
                "\(file) of the backup is not as it was when it was made. Nothing was restored.")
        case .databaseNotEmpty:
            Phrase("这个 PostgreSQL 数据库里已经有东西，请给一个空的。", "This PostgreSQL database holds something. Name an empty one.")
        case .programMissing(let program):
            Phrase(
                "没有找到 \(program)：请安装 postgresql-client。", "\(program) is not installed: install postgresql-client.")
        case .programFailed(let program, let reason):
            Phrase("\(program) 没有做完：\(reason)", "\(program) failed: \(reason)")
        }
    }
}
