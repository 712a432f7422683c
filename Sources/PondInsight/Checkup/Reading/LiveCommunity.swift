package import PondCore
package import PondExchange

/// What a database tells of a community that lives in it, beside its talk.
package struct LiveCommunity: Hashable, Sendable {
    /// Nobody comes in without an invitation.
    package var needsInvitation: Bool
    /// Its founding: from here on every coming and going is known, and a day without a line is a silent day.
    package var since: Timestamp

    package init(needsInvitation: Bool, since: Timestamp) {
        self.needsInvitation = needsInvitation
        self.since = since
    }
}

/// A member as the tables of a community know them.
package struct KnownMember: Hashable, Sendable {
    package enum Arrival: Hashable, Sendable {
        /// An import brought them; when and how they came is for its lines to tell.
        case imported
        case invited(Timestamp)
        case uninvited(Timestamp)
    }

    package enum Departure: Hashable, Sendable {
        case left(Timestamp)
        case removed(Timestamp)
    }

    package var id: String
    package var name: String
    /// `admin` stands for every post below the owner's.
    package var role: ChatPerson.Role
    package var arrival: Arrival
    /// nil for who is there.
    package var departure: Departure?

    package init(
        id: String, name: String, role: ChatPerson.Role = .member, arrival: Arrival, departure: Departure? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.arrival = arrival
        self.departure = departure
    }
}

extension CheckupBuilder {
    /// Makes a member known, before any of the talk is read: who is there, since when, and by which way they came.
    package mutating func add(_ member: KnownMember) {
        let person = people.person(accountID: member.id, name: member.name)
        if member.role != .member { people[person].role = member.role }
        residence.append((person, member.departure == nil))
        switch member.arrival {
        case .imported: break
        case .invited(let at):
            note(.joined, person, at)
            note(.approved, person, at)
        case .uninvited(let at): note(.joinedUnvouched, person, at)
        }
        switch member.departure {
        case nil: break
        case .left(let at): note(.left, person, at)
        case .removed(let at): note(.removed, person, at)
        }
    }

    private mutating func note(_ kind: NoticeEvent.Kind, _ person: Int32, _ at: Timestamp) {
        memberEvents.append(NoticeEvent(time: at.milliseconds, kind: kind, person: person, row: -1))
    }

    /// The member list is the community's, whatever old exports list.
    mutating func applyResidence() {
        for (person, isThere) in residence { people[person].isListed = isThere }
    }
}
