/// The streams of one audience: gone through with every event, changed when somebody comes or goes.
struct LiveStreams {
    private(set) var all: ContiguousArray<LiveSubscriber> = []
    private var places: [ObjectIdentifier: Int] = [:]

    var isEmpty: Bool { all.isEmpty }

    mutating func insert(_ subscriber: LiveSubscriber) {
        let id = ObjectIdentifier(subscriber)
        guard places[id] == nil else { return }
        places[id] = all.count
        all.append(subscriber)
    }

    /// - Returns: whether it was there.
    @discardableResult
    mutating func remove(_ subscriber: LiveSubscriber) -> Bool {
        guard let place = places.removeValue(forKey: ObjectIdentifier(subscriber)) else { return false }
        let last = all.removeLast()
        if place < all.count {
            all[place] = last
            places[ObjectIdentifier(last)] = place
        }
        return true
    }
}
