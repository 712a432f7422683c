import PondExchange

/// A message whose words were taken back counts as a line that tells of a recall, in exports and checkups too.
enum RecalledMessage {
    static let kind = Int64(ChatMessageKind.recall.rawValue)
}
