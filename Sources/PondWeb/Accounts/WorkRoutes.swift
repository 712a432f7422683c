import Hummingbird
import PondCommunity
import PondCore
import PondInsight
import PondPlatform
import PondTalk

/// `accounts/work`: the work behind the pages.
struct WorkPage: Sendable {
    struct Reader: Sendable {
        let name: String
        let behind: String
        let parked: String
        let isBehind: Bool
    }
    struct Job: Sendable {
        let id: String
        let kind: String
        let error: String
        let attempts: String
        let ended: String
        let endedAt: String
    }
    struct Event: Sendable {
        let consumer: String
        let position: String
        let error: String
    }

    let frame: PageFrame
    let shell: AccountShell
    let readers: [Reader]
    let jobs: [Job]
    let events: [Event]
    let isClean: Bool
    let next: String?
}

/// `/installation/work`: how far the readers of the log are, and the jobs that failed as often as they may.
struct WorkRoutes: Sendable {
    let context: AccountContext
    private var work: BackgroundWork { context.parts.backgroundWork }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/installation/work", .administrator, respond: page),
            .form("/installation/work/{job}/retries", .administrator) { call in
                try await work.retry(call.id("job", of: Job.self).rawValue, as: call.actor)
                return .seeOther("/installation/work?said=retried")
            },
        ]
    }

    @Sendable private func page(_ call: Call) async throws -> Response {
        let language = call.visit.language
        let state = try await work.state()
        let jobs = try await work.deadJobs(before: call.query("before").flatMap { Int64($0) }, as: call.actor)
        let events = try await work.parkedEvents(as: call.actor)
        let page = WorkPage(
            frame: call.pages.frame(InstallationWords.work, call.visit), shell: try await context.shell(call),
            readers: state.readers.map {
                .init(
                    name: InstallationWords.reader($0.name).text(language), behind: NumberWords.count(Int($0.behind)),
                    parked: NumberWords.count($0.parked), isBehind: $0.behind > 0)
            },
            jobs: jobs.map {
                .init(
                    id: String($0.id), kind: InstallationWords.job($0.kind).text(language), error: $0.lastError ?? "",
                    attempts: InstallationWords.attempts($0.attempts).text(language),
                    ended: Moment.minute($0.endedAt), endedAt: Moment.machine($0.endedAt))
            },
            events: events.map {
                .init(
                    consumer: InstallationWords.reader($0.consumer).text(language), position: String($0.position),
                    error: $0.error)
            },
            isClean: jobs.isEmpty && events.isEmpty,
            next: jobs.count == BackgroundWork.listedMax ? jobs.last.map { "/installation/work?before=\($0.id)" } : nil)
        return try context.respond(page, "accounts/work", call)
    }
}

extension InstallationWords {
    static let work = Phrase("后台运行情况", "Work behind the pages")

    static func attempts(_ count: Int) -> Phrase {
        Phrase("试了 \(count) 次", "tried " + NumberWords.english(count, "time", "times"))
    }

    /// A reader of the log.
    static func reader(_ name: String) -> Phrase {
        switch name {
        case SearchProjection.consumer.name: Phrase("搜索", "Search")
        case MemberActivity.consumer.name: Phrase("谁说过话", "Who has spoken")
        case DailyFactsProjection.consumer.name: Phrase("每天的数字", "Figures of each day")
        default: Phrase(same: name)
        }
    }

    /// A kind of job.
    static func job(_ kind: String) -> Phrase {
        switch kind {
        case OneTimeCodes.jobKind: Phrase("发验证码", "Sending a code")
        case LogRetention.jobKind: Phrase("清理到期的日志", "Clearing old logs")
        case DataExports.jobKind: Phrase("准备个人数据", "Making an export of somebody's data")
        case Departures.jobKind: Phrase("抹去注销的账号", "Erasing an account")
        case MessageErasure.kind: Phrase("抹去注销者说过的话", "Erasing what somebody said who left")
        case PictureRelease.jobKind: Phrase("收走不再显示的图片", "Removing pictures that nobody sees")
        case PictureSweep.jobKind: Phrase("清扫图片文件夹", "Sweeping the folder of pictures")
        case SearchJob.kind: Phrase("让导入的话搜得到", "Making imported lines findable")
        case CheckupMaking.jobKind: Phrase("做体检", "Making a checkup")
        case DailyCheckups.jobKind: Phrase("每天的体检", "The daily checkup")
        default: kind.hasPrefix("upload.") ? Phrase("导入上传的文件", "Importing an uploaded file") : Phrase(same: kind)
        }
    }
}
