import NIOCore
import PondCommunity
import PondCore
import PondPlatform

/// Whom an event is for.
enum LiveAudience: Hashable, Sendable {
    /// Everybody in a group, and staff who oversee all groups of its community.
    case group(Int64, community: Int64)
    /// One member, on all of their streams.
    case person(Int64)
    /// Staff of a community whose post allows this.
    case staff(Permission, community: Int64)
}

/// What an event changes in who hears what. Applied before the event itself is handed out, so that who was put out of
/// a group does not hear of it any more.
enum LiveChange: Hashable, Sendable {
    case enters(member: Int64, group: Int64)
    case exits(member: Int64, group: Int64)
    /// What the member may hear has to be looked up anew: their streams end, and their browsers come back.
    case ends(member: Int64)
    /// A session or a key proves nothing any more: the streams that it opened end.
    case revokes(LiveProof)
    /// All of a person's streams end, but those of the session that asked for it.
    case revokesAll(person: Int64, kept: LiveProof?)
}

/// What a stream was opened with.
enum LiveProof: Hashable, Sendable {
    case session(Int64)
    case key(Int64)

    /// Nil for who proves nothing, and for the process itself.
    init?(_ proof: Actor.Proof) {
        switch proof {
        case .session(let id): self = .session(id.rawValue)
        case .key(let id, _): self = .key(id.rawValue)
        case .none, .machine: return nil
        }
    }
}

/// An event of the log as the stream carries it, encoded once.
///
/// It holds ids and never words: the browser fetches what it may see of them.
struct LiveEvent: Sendable {
    let position: Int64
    let audiences: [LiveAudience]
    let change: LiveChange?
    let frame: ByteBuffer

    init(_ event: Event) {
        position = event.position
        audiences = Self.audiences(of: event)
        change = Self.change(of: event)
        frame = audiences.isEmpty ? ByteBuffer() : Self.frame(event)
    }

    /// What is not named here is heard by nobody.
    private static func audiences(of event: Event) -> [LiveAudience] {
        let community = event.communityID
        switch event.kind {
        case "message.posted", "message.recalled", "message.reacted", "group.changed", "group.archived",
            "group.reopened":
            return event.groupID.map { [.group($0, community: community)] } ?? []
        case "group.joined", "group.left", "group.removed":
            let group = event.groupID.map { [LiveAudience.group($0, community: community)] } ?? []
            return group + (event.subjectID.map { [.person($0)] } ?? [])
        case "group.created": return [.staff(.manageGroups, community: community)]
        case "report.filed", "report.decided": return [.staff(.reviewReports, community: community)]
        case "import.completed", "import.undone": return [.staff(.importHistory, community: community)]
        case "checkup.made", "checkup.ended": return [.staff(.viewInsight, community: community)]
        case "member.joined", "member.left", "member.removed":
            return [.staff(.viewMemberDetails, community: community)]
        default: return []
        }
    }

    private static func change(of event: Event) -> LiveChange? {
        guard let subject = event.subjectID else { return nil }
        switch event.kind {
        case "group.joined": return event.groupID.map { .enters(member: subject, group: $0) }
        case "group.left", "group.removed": return event.groupID.map { .exits(member: subject, group: $0) }
        case "member.joined": return nil
        case "session.revoked": return .revokes(.session(subject))
        case "key.revoked": return .revokes(.key(subject))
        case "sessions.revoked":
            return .revokesAll(person: subject, kept: number("kept", in: event).map(LiveProof.session))
        case "person.erased": return .revokesAll(person: subject, kept: nil)
        default:
            let isAboutStanding = event.kind.hasPrefix("member.") || event.kind.hasPrefix("staff.")
            return isAboutStanding ? .ends(member: subject) : nil
        }
    }

    /// The entry of the group's time line that it made or changed, which an open page fetches.
    private static func entry(of event: Event) -> Int64? {
        switch event.kind {
        case "message.posted", "message.recalled", "message.reacted": return event.subjectID
        case "group.joined", "group.left", "group.removed": return number("entry", in: event)
        default: return nil
        }
    }

    /// The one number of an event's data: `{"entry":42}`.
    private static func number(_ name: String, in event: Event) -> Int64? {
        let prefix = "{\"\(name)\":"
        return event.data.hasPrefix(prefix) ? Int64(event.data.dropFirst(prefix.count).dropLast()) : nil
    }

    /// https://html.spec.whatwg.org/multipage/server-sent-events.html. Ids are texts, for JavaScript's numbers.
    private static func frame(_ event: Event) -> ByteBuffer {
        var json = "{\"kind\":\"\(event.kind)\",\"at\":\(event.at)"
        if let group = event.groupID { json += ",\"group\":\"\(group)\"" }
        if let actor = event.actorID { json += ",\"actor\":\"\(actor)\"" }
        if let subject = event.subjectID { json += ",\"subject\":\"\(subject)\"" }
        if let entry = entry(of: event) { json += ",\"message\":\"\(entry)\"" }
        return ByteBuffer(string: "id: \(event.position)\ndata: \(json)}\n\n")
    }
}
