import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondTalk

@Suite("Pictures in messages, on both engines")
struct PictureTests {
    /// 小满 and 阿泽 in a group, with a folder for pictures.
    private struct Studio: Sendable {
        let town: ChatTown
        let path: String
        let pictures: Pictures
        let folder: MediaFolder
        let conversations: Conversations

        func bring(_ reds: UInt8..., by person: Actor, key: String? = nil) async throws -> [Picture] {
            var made: [MadePicture] = []
            for red in reds {
                let file = path + "/\(red).png"
                try Data(PictureFiles.png(red: red)).write(to: URL(fileURLWithPath: file))
                made.append(try await pictures.make(file))
            }
            return try await pictures.add(made, to: town.inGroup(person), key: key)
        }

        func show(_ brought: [Picture], by person: Actor, text: String = "", key: String? = nil) async throws
            -> PostedMessage
        {
            let drafts = brought.map { PictureDraft($0.id, description: "第 \($0.id) 张") }
            return try await conversations.post(
                MessageDraft(text: text, pictures: drafts), to: town.inGroup(person), key: key)
        }

        func sees(_ picture: Picture, _ person: Actor) async throws -> Bool {
            do {
                let file = try await pictures.file(picture.id, .thumbnail, as: town.standing(person))
                return FileManager.default.fileExists(atPath: file.path)
            } catch let error as AppError {
                #expect(error.code == .pictureNotFound)
                return false
            }
        }

        var fileCount: Int {
            let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            return paths.count { $0.hasSuffix(".webp") }
        }

        /// Runs every job of pictures that there is, as if its time had come and the files were old.
        func release() async throws {
            let old = Date(timeIntervalSinceNow: -2 * Double(MediaFolder.freshSeconds))
            for path in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? [] {
                try FileManager.default.setAttributes(
                    [.modificationDate: old], ofItemAtPath: "\(folder.path)/\(path)")
            }
            try await town.database.write { transaction in
                try transaction.execute("UPDATE jobs SET run_at = 0 WHERE kind = \(PictureRelease.jobKind)")
            }
            let queue = JobQueue(
                database: town.database, handlers: [PictureRelease.handler(town.database, folder)])
            while case .done = try await queue.takeTurn() {}
        }
    }

    private func withStudio(_ dialect: Dialect, _ body: @Sendable (Studio) async throws -> Void) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            try await withFolder { path in
                let folder = MediaFolder(path: path + "/media")
                try await body(
                    Studio(
                        town: town, path: path,
                        pictures: Pictures(test.database, folder: folder, workshop: PictureWorkshop()),
                        folder: folder, conversations: Conversations(test.database)))
            }
        }
    }

    private func pictures(of line: TimelineLine?) -> [Picture] {
        guard case .message(let message)? = line?.content else { return [] }
        return message.pictures
    }

    @Test("A message shows its pictures in order, to who reads the group and nobody else", arguments: Dialect.allCases)
    func show(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let brought = try await studio.bring(10, 20, 30, by: town.xiaoman)
            #expect(try await studio.sees(brought[0], town.xiaoman))
            #expect(try await !studio.sees(brought[0], town.aze))
            _ = try await studio.show(brought.reversed(), by: town.xiaoman, text: "三张", key: "a")
            let line = try await studio.conversations.timeline(town.inGroup(town.aze)).lines.last
            let shown = pictures(of: line)
            #expect(shown.map(\.id) == brought.reversed().map(\.id))
            #expect(shown.map(\.description) == shown.map { "第 \($0.id) 张" })
            #expect(try await studio.sees(brought[0], town.aze))
            #expect(try await studio.sees(brought[0], town.owner))
            #expect(try await !studio.sees(brought[0], town.outsider))
            let member = try await town.standing(town.aze).asMember()
            try await GroupMembers(town.database).remove(member, from: town.inGroup(town.owner))
            #expect(try await !studio.sees(brought[0], town.aze))
            #expect(studio.fileCount == 6)
        }
    }

    @Test("A key posts once, also when the pictures come again; with others it is refused", arguments: Dialect.allCases)
    func once(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let first = try await studio.bring(10, by: town.xiaoman, key: "a")
            #expect(try await studio.bring(10, by: town.xiaoman, key: "a").map(\.id) == first.map(\.id))
            await #expect(throws: AppError(.keyReused)) { try await studio.bring(20, by: town.xiaoman, key: "a") }
            let posted = try await studio.show(first, by: town.xiaoman, key: "b")
            #expect(try await studio.show(first, by: town.xiaoman, key: "b").id == posted.id)
            let again = try await studio.bring(10, by: town.xiaoman)
            #expect(try await studio.show(again, by: town.xiaoman, key: "b").id == posted.id)
            let other = try await studio.bring(20, by: town.xiaoman)
            await #expect(throws: AppError(.keyReused)) {
                try await studio.show(other, by: town.xiaoman, key: "b")
            }
            #expect(try await town.count("SELECT count(*) FROM messages") == 1)
        }
    }

    @Test("Nobody shows what another brought, what is shown already, or more than nine", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let brought = try await studio.bring(10, by: town.xiaoman)
            let notOffered = AppError(code: .fieldsInvalid, fields: [.init("pictures", .notOffered)])
            await #expect(throws: notOffered) { try await studio.show(brought, by: town.aze) }
            await #expect(throws: notOffered) { try await studio.show(brought + brought, by: town.xiaoman) }
            _ = try await studio.show(brought, by: town.xiaoman)
            await #expect(throws: notOffered) { try await studio.show(brought, by: town.xiaoman) }
            let ten = Array(repeating: brought[0], count: MessageDraft.picturesCountMax + 1)
            await #expect(throws: AppError(.picturesTooMany, "9")) { try await studio.show(ten, by: town.xiaoman) }
            await #expect(throws: AppError.self) { try await studio.bring(10, by: town.outsider) }
            #expect(try await town.count("SELECT count(*) FROM messages") == 1)
        }
    }

    @Test(
        "What is recalled is seen by nobody, and its file goes when no other message shows it",
        arguments: Dialect.allCases)
    func recall(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let mine = try await studio.bring(10, by: town.xiaoman)
            let theirs = try await studio.bring(10, by: town.aze)
            let posted = try await studio.show(mine, by: town.xiaoman)
            let other = try await studio.show(theirs, by: town.aze)
            #expect(studio.fileCount == 2)
            try await studio.conversations.recall(posted.id, in: town.inGroup(town.xiaoman))
            #expect(try await !studio.sees(mine[0], town.xiaoman))
            try await studio.release()
            #expect(studio.fileCount == 2)
            #expect(try await studio.sees(theirs[0], town.xiaoman))
            try await studio.conversations.recall(other.id, in: town.inGroup(town.aze))
            try await studio.release()
            #expect(studio.fileCount == 0)
            #expect(try await town.count("SELECT count(*) FROM media") == 0)
        }
    }

    @Test("What no message shows goes: after a day, or for newer ones", arguments: Dialect.allCases)
    func unshown(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let shown = try await studio.bring(10, by: town.xiaoman)
            _ = try await studio.show(shown, by: town.xiaoman)
            let oldest = try await studio.bring(20, by: town.xiaoman)
            let made = try await studio.pictures.make(studio.path + "/20.png")
            for _ in 0..<Pictures.unshownCountMax {
                _ = try await studio.pictures.add([made], to: town.inGroup(town.xiaoman))
            }
            #expect(try await !studio.sees(oldest[0], town.xiaoman))
            let waiting = try await town.count("SELECT count(*) FROM media WHERE state = 'uploaded'")
            #expect(waiting == Pictures.unshownCountMax)
            // First they are given up, a while later their files go.
            for _ in 1...2 { try await studio.release() }
            #expect(try await town.count("SELECT count(*) FROM media") == 1)
            #expect(studio.fileCount == 2)
            #expect(try await studio.sees(shown[0], town.aze))
        }
    }

    @Test("What a killed process left in the folder goes a day later, and nothing else", arguments: Dialect.allCases)
    func sweep(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let shown = try await studio.bring(10, by: town.xiaoman)
            _ = try await studio.show(shown, by: town.xiaoman)
            // One whose row was never committed, and half of another.
            let file = studio.path + "/20.png"
            try Data(PictureFiles.png(red: 20)).write(to: URL(fileURLWithPath: file))
            let lost = try await PictureWorkshop().make(file)
            try await PictureWorkshop().store([lost], in: studio.folder)
            let shelf = "\(studio.folder.path)/\(lost.name.prefix(2))"
            try Data([1, 2, 3]).write(to: URL(fileURLWithPath: shelf + "/.0A.part"))
            func sweep(afterHours hours: Int64) async throws {
                let later = Timestamp(milliseconds: WallClock.system.now().milliseconds + hours * 3_600_000)
                let daily = PictureSweep.daily(town.database, studio.folder, clock: WallClock { later })
                try await daily.start(in: town.database)
                try await town.database.write {
                    try $0.execute("UPDATE jobs SET run_at = 0 WHERE kind = \(PictureSweep.jobKind)")
                }
                let queue = JobQueue(database: town.database, handlers: [daily.handler])
                #expect(try await queue.takeTurn() != .idle)
            }
            try await sweep(afterHours: 23)
            #expect(studio.fileCount == 4)
            try await sweep(afterHours: 25)
            #expect(try FileManager.default.contentsOfDirectory(atPath: shelf).filter { $0.hasPrefix(".") } == [])
            #expect(studio.fileCount == 2)
            #expect(try await studio.sees(shown[0], town.aze))
        }
    }

    @Test("Somebody's pictures are handed over with their data, and go when they do", arguments: Dialect.allCases)
    func personal(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            let brought = try await studio.bring(10, by: town.xiaoman)
            _ = try await studio.show(brought, by: town.xiaoman, text: "字还在")
            let person = try #require(town.xiaoman.person)
            let data = try await town.database.read { try PersonalData.pictures.collect($0, person) }
            #expect(data.contains("/c/\(town.community)/media/\(brought[0].id)") && data.contains("早起手冲"))
            try await town.database.write { try PersonalData.pictures.erase($0, person) }
            #expect(try await !studio.sees(brought[0], town.aze))
            let line = try await studio.conversations.timeline(town.inGroup(town.aze)).lines.last
            #expect(pictures(of: line) == [])
            try await studio.release()
            #expect(studio.fileCount == 0)
        }
    }

    @Test("An export of the group says that it was a picture", arguments: Dialect.allCases)
    func export(_ dialect: Dialect) async throws {
        try await withStudio(dialect) { studio in
            let town = studio.town
            _ = try await studio.show(try await studio.bring(10, by: town.xiaoman), by: town.xiaoman, text: "看")
            let group = try await town.inGroup(town.xiaoman).group
            let history = GroupHistory(town.database, community: town.community, group: group)
            var kinds: [String] = []
            try await history.read { record in
                if case .message(let message) = record { kinds.append("\(message.kind.rawValue) \(message.text)") }
            }
            #expect(kinds == ["1 看"])
        }
    }
}
