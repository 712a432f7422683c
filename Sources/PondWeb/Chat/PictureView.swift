import PondCommunity
import PondCore
import PondTalk

/// The pictures of a message as a template shows them.
struct PicturesView: Sendable {
    /// `pics-1`, `pics-2` for two columns, `pics-3` for three.
    let shape: String
    /// What stands for them in a quote.
    let words: String
    let pictures: [PictureView]

    /// - Returns: nil without pictures.
    init?(_ pictures: [Picture], _ community: ID<Community>, _ language: ReportLanguage) {
        guard !pictures.isEmpty else { return nil }
        shape = pictures.count == 1 ? "pics-1" : [2, 4].contains(pictures.count) ? "pics-2" : "pics-3"
        words = ChatWords.pictureMark.text(language)
        self.pictures = pictures.enumerated().map { index, picture in
            let count = pictures.count > 1 ? " \(index + 1)/\(pictures.count)" : ""
            let unnamed = Phrase("聊天图片\(count)", "Picture in the chat\(count)").text(language)
            return PictureView(
                picture, community, words: picture.description.isEmpty ? unnamed : picture.description)
        }
    }
}

/// A picture as a template shows it.
struct PictureView: Sendable {
    /// A single picture is shown in a box of this size, in CSS pixels; long and narrow ones are cut, so that their
    /// shorter side is still to be seen.
    private static let boxWidth = 240.0
    private static let boxHeight = 320.0
    private static let shorterSideMin = 72.0

    let address: String
    let thumbnail: String
    let words: String
    /// As it is shown alone, so that nothing moves when it arrives.
    let width: Int
    let height: Int

    init(_ picture: Picture, _ community: ID<Community>, words: String) {
        address = PictureRoutes.address(picture.id, community)
        thumbnail = PictureRoutes.thumbnail(picture.id, community)
        self.words = words
        let (pictureWidth, pictureHeight) = (Double(picture.width), Double(picture.height))
        let scale = min(1, Self.boxWidth / pictureWidth, Self.boxHeight / pictureHeight)
        width = Int(max(min(Self.shorterSideMin, pictureWidth), pictureWidth * scale).rounded())
        height = Int(max(min(Self.shorterSideMin, pictureHeight), pictureHeight * scale).rounded())
    }
}

/// A picture in the form of a message that is being written.
struct AttachedPicture: Sendable {
    let id: String
    let thumbnail: String
    let description: String

    init(_ picture: Picture, _ community: ID<Community>, description: String = "") {
        id = picture.id.description
        thumbnail = PictureRoutes.thumbnail(picture.id, community)
        self.description = description
    }
}

/// `chat/attached`: pictures that were just brought, or why not.
struct AttachedPage: Sendable {
    let frame: PageFrame
    let attached: [AttachedPicture]
    let refusal: String?
}
