import Foundation
import PondCore
import PondTestSupport
import Testing

@testable import PondPlatform

@Suite("What is made of the pictures that strangers bring")
struct PictureWorkshopTests {
    private func make(_ bytes: [UInt8]) async throws -> MadePicture {
        try await withFolder { folder in
            let path = folder + "/picture"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            return try await PictureWorkshop().make(path)
        }
    }

    private func refusal(_ bytes: [UInt8]) async throws -> AppError.Code? {
        do {
            _ = try await make(bytes)
            return nil
        } catch let error as AppError {
            return error.code
        }
    }

    @Test("Both sizes are WebP, no larger than they may be, and the same picture has the same name")
    func sizes() async throws {
        let small = try await make(PictureFiles.png())
        #expect(small.width == 60 && small.height == 40)
        for bytes in [small.full, small.thumbnail] {
            #expect(bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8)))
        }
        #expect(try await make(PictureFiles.png()).name == small.name && small.name.count == 64)
        #expect(try await make(PictureFiles.png(red: 20)).name != small.name)
        let wide = try await make(PictureFiles.png(width: 3_000, height: 90))
        #expect(wide.width == PictureWorkshop.sideMax && wide.height == 61)
        let thumbnail = try await make(wide.thumbnail)
        #expect(thumbnail.width == PictureWorkshop.thumbnailSideMax)
    }

    @Test("A photograph stands upright and says nothing of where it was taken")
    func metadata() async throws {
        let source = PictureFiles.jpegOfPhone
        #expect(String(decoding: source, as: UTF8.self).contains(PictureFiles.secret))
        let made = try await make(source)
        #expect(made.width == 16 && made.height == 24)
        for bytes in [made.full, made.thumbnail] {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains(PictureFiles.secret))
            for name in ["Exif", "EXIF", "XMP", "ICCP"] { #expect(!text.contains(name)) }
        }
    }

    @Test("What hides behind a picture does not come along")
    func polyglot() async throws {
        let made = try await make(PictureFiles.png() + Array("<script>alert(1)</script>".utf8))
        #expect(!String(decoding: made.full + made.thumbnail, as: UTF8.self).contains("script"))
    }

    @Test("What is no picture, or is damaged, is refused, whatever it is called")
    func forged() async throws {
        let png = PictureFiles.png()
        let scans = Array(repeating: [UInt8(0xFF), 0xDA, 0, 2], count: PictureFormat.jpegScanCountMax + 1)
        let forged: [[UInt8]] = [
            [], Array("<!doctype html><script>alert(1)</script>".utf8),
            Array("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>".utf8),
            Array("%PDF-1.4\n1 0 obj<<>>endobj\n".utf8), Array("P6 2 2 255\n............".utf8),
            Array("GIF89a<script>".utf8), Array("RIFF....WEBP".utf8), Array(png.prefix(png.count / 2)),
            Array(PictureFiles.jpeg.prefix(200)), PictureFiles.jpeg.dropLast(2) + scans.joined(),
        ]
        for bytes in forged { #expect(try await refusal(bytes) == .pictureUnreadable) }
    }

    @Test("A small file of a giant picture is refused by its head")
    func bomb() async throws {
        let bomb = PictureFiles.bomb
        #expect(bomb.count < 10_000)
        #expect(try await refusal(bomb) == .pictureTooLarge)
    }

    @Test("Who would have to wait behind many is refused")
    func queue() async throws {
        let workshop = PictureWorkshop()
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<PictureWorkshop.waitingCountMax {
                group.addTask { try await workshop.onThread { gate.waitUntilOpen() } }
            }
            while workshop.waitingCount < PictureWorkshop.waitingCountMax { await Task.yield() }
            await #expect(throws: AppError(.unavailable)) { try await workshop.onThread {} }
            gate.open()
            try await group.waitForAll()
        }
        try await workshop.onThread {}
    }
}
