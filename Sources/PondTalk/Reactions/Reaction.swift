/// How one may react to a message: a small fixed set, so that counts stay readable.
package enum Reaction: String, CaseIterable, Codable, Sendable {
    case like
    case heart
    case laugh
    case party
    case thanks
    case watching
}
