import PondCore
import PondTalk

/// A message as somebody wrote it into the form, to be posted or to be shown again.
struct WrittenMessage: Sendable {
    var text = ""
    var quote: ID<Message>?
    var pictures: [PictureDraft] = []

    init(quote: ID<Message>?) {
        self.quote = quote
    }

    /// Pictures that were brought before stand in the form by their ids, each with its words; those that come with the
    /// form share one field for them.
    init(_ taken: PictureIntake.Taken) {
        let form = taken.values
        text = form["text"]
        quote = form.text("quote").flatMap { ID<Message>($0) }
        let known = form.all("picture").compactMap { ID<Media>($0) }
        pictures =
            known.map { PictureDraft($0, description: form["about-\($0)"]) }
            + taken.pictures.map { PictureDraft($0.id, description: form["about"]) }
    }

    var draft: MessageDraft { MessageDraft(text: text, replyTo: quote, pictures: pictures) }
}
