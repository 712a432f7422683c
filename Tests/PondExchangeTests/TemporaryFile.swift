import CLibArchive
import Foundation
import PondExchange

/// A file that exists for one test.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8], name: String = "export") throws {
        let folder = NSTemporaryDirectory() + "pond-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    convenience init(_ text: String, name: String = "export") throws {
        try self.init(Array(text.utf8), name: name)
    }

    /// An archive with these entries; libarchive's own names for format and filter.
    init(
        archive entries: [(name: String, text: String)], format: String = "zip", filter: String = "none",
        named: String = "archive", password: String? = nil
    ) throws {
        let folder = NSTemporaryDirectory() + "pond-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = "\(folder)/\(named)"
        let archive = archive_write_new()
        archive_write_set_format_by_name(archive, format)
        if filter != "none" { archive_write_add_filter_by_name(archive, filter) }
        if let password {
            archive_write_set_options(archive, "zip:encryption=traditional")
            archive_write_set_passphrase(archive, password)
        }
        archive_write_open_filename(archive, path)
        for (name, text) in entries {
            let entry = archive_entry_new()
            let bytes = Array(text.utf8)
            archive_entry_set_pathname_utf8(entry, name)
            archive_entry_set_size(entry, Int64(bytes.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            archive_write_header(archive, entry)
            archive_write_data(archive, bytes, bytes.count)
            archive_entry_free(entry)
        }
        archive_write_close(archive)
        archive_write_free(archive)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
}

/// Everything that one reading gave.
struct Reading {
    var report: ChatReadReport
    var chats: [ChatInfo] = []
    var people: [ChatPerson] = []
    var messages: [ChatMessage] = []

    var senders: [String?] { messages.map { $0.sender?.name } }
    var texts: [String] { messages.map(\.text) }
    var kinds: [ChatMessageKind] { messages.map(\.kind) }

    init(_ path: String, chat: String? = nil) throws {
        var chats: [ChatInfo] = []
        var people: [ChatPerson] = []
        var messages: [ChatMessage] = []
        let options = ChatExportOptions(timeZone: .gmt, chat: chat)
        report = try ChatExportReader(path: path, options: options).read { record in
            switch record {
            case .chat(let chat): chats.append(chat)
            case .person(let person): people.append(person)
            case .message(let message): messages.append(message)
            }
        }
        self.chats = chats
        self.people = people
        self.messages = messages
    }

    init(text: String, name: String = "export", chat: String? = nil) throws {
        let file = try TemporaryFile(text, name: name)
        self = try withExtendedLifetime(file) { try Reading(file.path, chat: chat) }
    }
}

/// The error that reading a file ends with.
func readError(_ path: String, chat: String? = nil) -> ChatReadError? {
    do {
        _ = try Reading(path, chat: chat)
        return nil
    } catch {
        return error as? ChatReadError
    }
}

extension TemporaryFile {
    func bytes() throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path))) }
}
