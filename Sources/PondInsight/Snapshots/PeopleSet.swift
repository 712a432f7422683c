import PondStore

/// Which people of a checkup: what a number of it leads to. Written in addresses, `role-soul`, `days-20410-20416`.
package enum PeopleSet: Hashable, Sendable {
    case everybody
    case trait(CheckupTrait)
    case role(EcologyRole)
    /// By position in `NetworkFindings.circles`.
    case circle(Int)
    /// Of a proposed split.
    case part(Int)
    case field(TopicField)
    /// Spoke on one of these days.
    case days(CalendarDay, CalendarDay)
    /// Spoke in one of `count` hours of the week from `first` on, Monday 0:00 = 0.
    case hours(first: Int, count: Int)
    /// First spoke within `length` days from `day`, and again in the period of that length which is `later` further.
    case cohort(CalendarDay, length: Int, later: Int)
}

extension PeopleSet: LosslessStringConvertible {
    package init?(_ description: String) {
        let parts = description.split(separator: "-", maxSplits: 4).map(String.init)
        guard let name = parts.first else { return nil }
        let numbers = parts.dropFirst().compactMap { Int($0) }.filter { (0...1_000_000).contains($0) }
        switch (name, numbers.count) {
        case ("everybody", 0): self = .everybody
        case ("circle", 1): self = .circle(numbers[0])
        case ("part", 1): self = .part(numbers[0])
        case ("days", 2): self = .days(CalendarDay(number: numbers[0]), CalendarDay(number: numbers[1]))
        case ("hours", 2) where numbers[0] < 168 && (1...24).contains(numbers[1]):
            self = .hours(first: numbers[0], count: numbers[1])
        case ("cohort", 3) where (1...366).contains(numbers[1]):
            self = .cohort(CalendarDay(number: numbers[0]), length: numbers[1], later: numbers[2])
        default:
            guard let last = parts.last else { return nil }
            if name == "role", let role = EcologyRole(rawValue: last) {
                self = .role(role)
            } else if name == "field", let field = TopicField(rawValue: last) {
                self = .field(field)
            } else if name == "trait", let trait = CheckupTrait(rawValue: last) {
                self = .trait(trait)
            } else {
                return nil
            }
        }
    }

    package var description: String {
        switch self {
        case .everybody: "everybody"
        case .trait(let trait): "trait-\(trait.rawValue)"
        case .role(let role): "role-\(role.rawValue)"
        case .circle(let number): "circle-\(number)"
        case .part(let number): "part-\(number)"
        case .field(let field): "field-\(field.rawValue)"
        case .days(let first, let last): "days-\(first.number)-\(last.number)"
        case .hours(let first, let count): "hours-\(first)-\(count)"
        case .cohort(let day, let length, let later): "cohort-\(day.number)-\(length)-\(later)"
        }
    }
}

extension PeopleSet {
    /// What makes a row of `checkup_people p` one of the set. Days are looked up in `member_days`, kept anyway.
    func condition(community: Int64) -> SQL {
        switch self {
        case .everybody: return "1 = 1"
        case .trait(let trait): return "(p.traits & \(trait.bit)) <> 0"
        case .role(let role): return "p.role = \(role.rawValue)"
        case .circle(let number): return "p.circle = \(number)"
        case .part(let number): return "p.part = \(number)"
        case .field(let field):
            let bit: Int64 = 1 << Int64(TopicField.allCases.firstIndex(of: field) ?? 0)
            return "(p.fields & \(bit)) <> 0"
        case .days(let first, let last): return spoke(community, first.number, last.number)
        case .hours(let first, let count):
            let none = String(repeating: "0", count: count)
            return "substr(p.hours, CAST(\(first + 1) AS INTEGER), CAST(\(count) AS INTEGER)) <> \(none)"
        case .cohort(let day, let length, let later):
            var sql: SQL = "p.first_day BETWEEN \(day.number) AND \(day.number + length - 1)"
            let from = day.number + later * length
            if later > 0 { sql.append(" AND \(spoke(community, from, from + length - 1))") }
            return sql
        }
    }

    private func spoke(_ community: Int64, _ first: Int, _ last: Int) -> SQL {
        """
        p.member_id IN (SELECT d.member_id FROM member_days d
            WHERE d.community_id = \(community) AND d.day BETWEEN \(first) AND \(last))
        """
    }
}
