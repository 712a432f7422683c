import Hummingbird
import PondCommunity
import PondCore
import PondPlatform

/// A community as the API gives it.
struct CommunityResource: Codable, Sendable {
    let id: ID<Community>
    let name: String
    let timeZone: String
    let isPublic: Bool
    let memberCount: Int
    let version: Int64
    let slogan: String
    let brand: Brand
    let positioning: Positioning
    let settings: CommunitySettings

    init(_ profile: CommunityProfile) {
        id = profile.community.id
        name = profile.community.name
        timeZone = profile.community.timeZone
        isPublic = profile.community.isPublic
        memberCount = profile.memberCount
        version = profile.version
        slogan = profile.brand.slogan
        brand = profile.brand
        positioning = profile.positioning
        settings = profile.settings
    }
}

/// A community in a list.
struct CommunitySummary: Codable, Sendable {
    let id: ID<Community>
    let name: String
    let slogan: String
    let memberCount: Int
    let isMember: Bool
}

/// A page of a list; `next` goes into `after`.
struct CommunityList: Codable, Sendable {
    let items: [CommunitySummary]
}

/// What founds a community.
struct CommunityFoundingRequest: Codable, Sendable {
    let name: String
    let slogan: String?
    let ownerName: String
    let firstGroup: String
    let timeZone: String?
    let isPublic: Bool?
    let door: CommunitySettings.Door?
}

/// What was founded.
struct CommunityFounded: Codable, Sendable {
    let id: ID<Community>
    let ownerId: ID<Member>
    let groupId: ID<Group>
}

/// A change of a community, made on a version. Parts that are not there stay as they are.
struct CommunityChangeRequest: Codable, Sendable {
    let version: Int64
    let basics: CommunityChange.Basics?
    let brand: Brand?
    let positioning: Positioning?
    let settings: CommunitySettings?
}

/// Communities in the API.
struct CommunityAPIRoutes: Sendable {
    let profiles: CommunityProfiles
    let founding: CommunityFounding

    private static let tag = "Communities"

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/communities", .everybody, "listCommunities",
                "The communities that the caller may see, their own first", tag: Self.tag, takes: Nothing.self,
                gives: CommunityList.self
            ) { _, call in
                CommunityList(
                    items: try await profiles.cards(for: call.actor).map {
                        CommunitySummary(
                            id: $0.id, name: $0.name, slogan: $0.slogan, memberCount: $0.memberCount,
                            isMember: $0.isMine)
                    })
            },
            .api(
                .post, "/api/v1/communities", .administrator, "foundCommunity",
                "Found a community; the caller becomes its owner", tag: Self.tag,
                takes: CommunityFoundingRequest.self, gives: CommunityFounded.self, status: .created,
                scope: .administer
            ) { request, call in
                let founded = try await founding.found(
                    FoundingDraft(
                        name: request.name, slogan: request.slogan ?? "", ownerName: request.ownerName,
                        timeZone: request.timeZone ?? CommunityDraft.defaultTimeZone, firstGroup: request.firstGroup,
                        isPublic: request.isPublic ?? true, door: request.door ?? .open), as: call.actor,
                    key: call.visit.idempotencyKey)
                return CommunityFounded(id: founded.community, ownerId: founded.owner, groupId: founded.group)
            },
            .api(
                .get, "/api/v1/communities/{community}", .inCommunity(.viewConsole), "showCommunity",
                "All that a community says of itself", tag: Self.tag, takes: Nothing.self,
                gives: CommunityResource.self
            ) { _, call in
                CommunityResource(try await profiles.profile(call.standing()))
            },
            .api(
                .patch, "/api/v1/communities/{community}", .inCommunity(.manageSettings), "changeCommunity",
                "Change a community, made on a version of it", tag: Self.tag, takes: CommunityChangeRequest.self,
                gives: CommunityResource.self, refusals: [.changedMeanwhile], scope: .administer
            ) { request, call in
                let change = CommunityChange(
                    version: request.version, basics: request.basics, brand: request.brand,
                    positioning: request.positioning, settings: request.settings)
                return CommunityResource(try await profiles.change(change, as: call.standing()))
            },
        ]
    }
}
