extension Checkup {
    /// The same report without anybody's name: `member 1` is who spoke most.
    ///
    /// Labels follow the order of `people`, so they are stable for one set of files. Excerpts, topic words and the
    /// groups' names are dropped, because free text may name anybody.
    package func anonymised(label: String = "成员") -> Checkup {
        var copy = self
        for position in copy.people.indices {
            copy.people[position].key = "member-\(position + 1)"
            copy.people[position].name = "\(label) \(position + 1)"
        }
        copy.source.isAnonymised = true
        copy.source.chats = source.chats.indices.map { "\(label == "成员" ? "群" : "group") \($0 + 1)" }
        copy.content.topicWords = []
        for position in copy.network.circles.indices {
            copy.network.circles[position].topicWords = []
        }
        if var split = copy.network.split {
            for position in split.parts.indices { split.parts[position].topicWords = [] }
            copy.network.split = split
        }
        copy.changeExcerpts { _ in nil }
        for finding in copy.errors.indices {
            for item in copy.errors[finding].evidence.indices {
                if copy.errors[finding].evidence[item].code == .sharedWords {
                    copy.errors[finding].evidence[item].words = []
                }
            }
        }
        return copy
    }
}
