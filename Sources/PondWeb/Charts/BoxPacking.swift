import Foundation

/// Places boxes close together around a centre without any overlap, the same way each time.
///
/// Boxes start on a golden-angle spiral in the order given (the first ends up in the middle), overlapping pairs push
/// each other apart along the shorter way, all are drawn towards the centre, more strongly up and down than sideways
/// so that the result is wider than high; the last rounds only push, which leaves no overlap.
struct BoxPacking {
    struct Box {
        var width: Double
        var height: Double
    }

    private static let roundsWithPull = 240
    private static let roundsMax = 2000
    private static let goldenAngle = Double.pi * (3 - 5.0.squareRoot())

    /// Height over width that the arrangement tends to.
    var aspect: Double
    var gap: Double

    /// Centres of the boxes; the smallest x and y of all frames are 0.
    func centres(_ boxes: [Box]) -> [Point] {
        guard !boxes.isEmpty else { return [] }
        var places = start(boxes)
        for round in 0..<Self.roundsMax {
            let pulling = round < Self.roundsWithPull
            if pulling { pull(&places) }
            let moved = separate(&places, boxes)
            if !pulling && !moved { break }
        }
        let minX = zip(places, boxes).map { $0.x - $1.width / 2 }.min() ?? 0
        let minY = zip(places, boxes).map { $0.y - $1.height / 2 }.min() ?? 0
        return places.map { Point(x: $0.x - minX, y: $0.y - minY) }
    }

    private func start(_ boxes: [Box]) -> [Point] {
        let unit = boxes.map { max($0.width, $0.height) }.max() ?? 1
        return boxes.indices.map { index in
            let angle = Double(index) * Self.goldenAngle + 0.6
            let distance = unit * 0.9 * Double(index).squareRoot()
            return Point(x: cos(angle) * distance, y: sin(angle) * distance * aspect)
        }
    }

    private func pull(_ places: inout [Point]) {
        for index in places.indices {
            places[index].x *= 1 - 0.03 * aspect
            places[index].y *= 1 - 0.03
        }
    }

    /// Pushes each overlapping pair apart once; false when there was none.
    private func separate(_ places: inout [Point], _ boxes: [Box]) -> Bool {
        var moved = false
        for first in places.indices {
            for second in places.indices where second > first {
                let dx = places[second].x - places[first].x
                let dy = places[second].y - places[first].y
                let overX = (boxes[first].width + boxes[second].width) / 2 + gap - abs(dx)
                let overY = (boxes[first].height + boxes[second].height) / 2 + gap - abs(dy)
                guard overX > 0.01, overY > 0.01 else { continue }
                moved = true
                if overX < overY {
                    let push = (overX / 2 + 0.01) * (dx < 0 ? -1 : 1)
                    places[first].x -= push
                    places[second].x += push
                } else {
                    let push = (overY / 2 + 0.01) * (dy < 0 ? -1 : 1)
                    places[first].y -= push
                    places[second].y += push
                }
            }
        }
        return moved
    }
}
