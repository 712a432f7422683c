/// Which questions got an answer.
///
/// A question is answered when somebody else replies to it by its id, or turns to the asker soon after, or when the
/// very next thing that somebody else says is of substance, is no question itself, and is said to nobody else. Where
/// many talk at once, that something of substance follows soon says nothing: it nearly always does.
struct QuestionFigures {
    /// Lines after a question that are looked at; keeps the cost in bounds where thousands come in ten minutes.
    private static let linesMax = 60

    private let talk: Conversation
    private let ties: Ties

    init(_ talk: Conversation, ties: Ties) {
        self.talk = talk
        self.ties = ties
    }

    var counts: (questions: Int, answered: Int) {
        let all = self.all
        return (all.count, all.count(where: \.isAnswered))
    }

    /// In order of time.
    var all: [(row: Int, isAnswered: Bool)] {
        (0..<talk.count).compactMap { row in
            guard talk.isPerson(row) else { return nil }
            let flags = talk.columns.features(row)
            guard flags.contains(.question), !flags.contains(.promotion) else { return nil }
            return (row, ties.repliedRows.contains(row) || isAnsweredSoon(row))
        }
    }

    private func isAnsweredSoon(_ question: Int) -> Bool {
        let columns = talk.columns
        let asker = columns.person[question]
        let until = columns.time[question] + Int64(talk.thresholds.answerMinutes) * 60_000
        var isNext = true
        for row in (question + 1)..<min(talk.count, question + 1 + Self.linesMax) {
            guard columns.time[row] <= until else { return false }
            guard talk.isPerson(row), talk.chat[row] == talk.chat[question] else { continue }
            // Who asks again has got no answer yet; the later question is counted by itself.
            guard columns.person[row] != asker else { continue }
            let (called, quoted) = (columns.called[row], columns.quoted[row])
            if called == asker || quoted == asker { return true }
            let flags = columns.features(row)
            let isToAll = called < 0 && quoted < 0 && columns.replyHash[row] == 0
            if isNext, isToAll, flags.contains(.substance), !flags.contains(.question) { return true }
            isNext = false
        }
        return false
    }
}
