package import PondCore

/// The groups of the demo's community.
package enum DemoGroup: Int, CaseIterable, Sendable {
    case hall, workshop, camp

    package var name: String {
        switch self {
        case .hall: "清晨大厅"
        case .workshop: "器具与豆子"
        case .camp: "周末露营小队"
        }
    }

    package var purpose: String {
        switch self {
        case .hall: "早上的第一杯、提问和闲聊。新朋友从这里开始。"
        case .workshop: "磨豆机、滤杯、团豆和杯测记录。"
        case .camp: "周末去哪里、带什么、谁开车。"
        }
    }

    /// Who leads it beside the owner.
    package var leaders: [String] {
        switch self {
        case .hall: []
        case .workshop: ["阿泽", "小满"]
        case .camp: ["许南乔"]
        }
    }
}

/// One thing that somebody does at some moment, in the words of the verbs that do it.
package struct DemoAct: Hashable, Sendable {
    package enum Deed: Hashable, Sendable {
        /// Comes in by the invitation of somebody.
        case arrive(inviter: Int)
        case enter(DemoGroup)
        case leave
        case say(DemoGroup, String, quoting: Int?)
        case react(String, to: Int)
        case recall(Int)
        case report(Int, reason: String, note: String)
        /// Staff take the reported message back.
        case uphold(Int, note: String)
        case remove(Int, reason: String)
        /// Has read a group up to a message.
        case read(Int)
    }

    /// Names the act; a message is known by it to later acts.
    package let number: Int
    package let at: Timestamp
    /// Position in `DemoPeople.all`.
    package let actor: Int
    package let deed: Deed
}
