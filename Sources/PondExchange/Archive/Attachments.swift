/// What chat programs pack beside the text.
enum Attachments {
    private static let extensions: Set<Substring> = [
        "jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "svg", "tgs", "webm", "mp4", "mov", "3gp", "avi", "mkv",
        "opus", "ogg", "oga", "mp3", "m4a", "aac", "amr", "silk", "wav", "vcf", "ics", "pdf", "doc", "docx", "xls",
        "xlsx", "ppt", "pptx", "apk",
    ]

    /// Whether an entry of this name is an attachment. An export is never named so, whatever it holds.
    static func holds(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return extensions.contains(name[name.index(after: dot)...].lowercased()[...])
    }
}
