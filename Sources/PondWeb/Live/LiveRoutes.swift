import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondStore

/// The live stream of a community: everything somebody may hear of it, on one connection.
struct LiveRoutes: Sendable {
    static let retryMilliseconds = 2_000

    let database: Database
    let hub: LiveHub

    var routes: [Route] {
        [
            Route(
                .get, "/api/v1/communities/{community}/live", .inCommunity(.readGroups), audience: .programs,
                respond: respond)
        ]
    }

    /// - Throws: `AppError.unavailable` while the process stops.
    @Sendable private func respond(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        guard let channel = call.channel, !hub.isStopping else { throw AppError(.unavailable) }
        // The first reader may come before the process has looked at the log.
        if !hub.isFollowing { try await hub.follow() }
        let after = (call.request.headers[.lastEventID] ?? call.query("after")).flatMap { Int64($0) }
        let beginning = try await database.read { try LiveBeginning.read(standing, after: after, $0) }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"],
            body: ResponseBody { [hub] writer in
                try await writer.write(Self.opening(beginning))
                try await hub.serve(beginning.subscription, on: channel)
                try await writer.finish(nil)
            })
    }

    /// Where the stream stands, and what was missed.
    private static func opening(_ beginning: LiveBeginning) -> ByteBuffer {
        var bytes = ByteBuffer(string: "retry: \(retryMilliseconds)\n")
        let position = beginning.subscription.position
        guard let missed = beginning.missed else {
            bytes.writeString("id: \(position)\nevent: reset\ndata: 1\n\n")
            return bytes
        }
        for event in missed { bytes.writeImmutableBuffer(event.frame) }
        bytes.writeString("id: \(position)\n\n")
        return bytes
    }
}

extension HTTPField.Name {
    static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .server
    /// Tells nginx not to hold a stream back.
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .server
}
