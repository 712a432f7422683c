import Foundation
import PondCore
import PondTestSupport
import Testing

@testable import PondPlatform

@Suite("The folder of pictures")
struct MediaFolderTests {
    private let picture = MadePicture(full: [1, 2, 3], thumbnail: [4], width: 3, height: 1)

    private func files(_ folder: MediaFolder) -> [String] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.contains("/") }.sorted()
    }

    @Test("Both sizes lie there whole, and nothing beside them")
    func store() async throws {
        try await withFolder { path in
            let folder = MediaFolder(path: path + "/media")
            try folder.store(picture)
            try folder.store(picture)
            #expect(files(folder).count == 2)
            #expect(FileManager.default.contents(atPath: folder.path(picture.name, .full)) == Data([1, 2, 3]))
            #expect(FileManager.default.contents(atPath: folder.path(picture.name, .thumbnail)) == Data([4]))
        }
    }

    @Test("What somebody has just brought again stays")
    func remove() async throws {
        try await withFolder { path in
            let folder = MediaFolder(path: path)
            try folder.store(picture)
            let now = WallClock.system.now()
            folder.remove(picture.name, now: now)
            #expect(files(folder).count == 2)
            folder.remove(picture.name, now: now.adding(milliseconds: (MediaFolder.freshSeconds + 5) * 1_000))
            #expect(files(folder) == [])
            folder.remove(picture.name, now: now)
        }
    }

    @Test("A folder that cannot be written is told")
    func unwritable() async throws {
        try await withFolder { path in
            try Data().write(to: URL(fileURLWithPath: path + "/media"))
            #expect(throws: AppError(.fileNotWritable, path + "/media/" + picture.name.prefix(2))) {
                try MediaFolder(path: path + "/media").store(picture)
            }
        }
    }
}
