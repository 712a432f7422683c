import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore

/// One's own membership: name, introduction, choices, and leaving.
struct MembershipRoutes: Sendable {
    let profiles: CommunityProfiles
    let members: Members
    let shells: Shells

    var routes: [Route] {
        [
            .page("/c/{community}/me", .inCommunity(.viewMembers)) { call in
                try await show(call, errors: [:], problem: nil, status: .ok)
            },
            .form("/c/{community}/me", .inCommunity(.viewMembers), respond: change),
            .form("/c/{community}/departures", .inCommunity(.viewMembers), respond: leave),
        ]
    }

    /// Where somebody goes who has just come in: the first time with a word of welcome.
    static func welcomeAddress(_ joined: Joining.Joined) -> String {
        "/c/\(joined.community)" + (joined.isNew ? "?welcome=1" : "")
    }

    private func show(
        _ call: Call, errors: [String: String], problem: AppError?, status: HTTPResponse.Status
    ) async throws -> Response {
        let standing = try call.standing()
        let language = call.visit.language
        let own = try await members.own(as: standing)
        let profile = try await profiles.profile(standing)
        let words = ListWords(standing, call, now: shells.now)
        let form = call.values
        let isForm = call.request.method == .post
        let chosen = isForm ? form["notifications"] : own.notifications.rawValue
        let base = "/c/\(standing.community.id)"
        let toast = call.query("done") == "saved" ? ShellToast(Phrase("改好了", "Saved").text(language)) : nil
        let page = MembershipPage(
            frame: call.pages.frame(Phrase("我的", "Me"), call.visit),
            shell: try await shells.member(standing, .me, call).with(toast: toast),
            communityName: profile.community.name, name: isForm ? form["name"] : own.line.displayName,
            portrait: Portrait(name: own.line.displayName, id: own.line.id.rawValue),
            ordinal: MemberWords.ordinalMember(own.line.number).text(language),
            joined: words.time(own.line.joinedAt),
            posts: own.line.posts.map { CommunityWords.name(of: $0.post).text(language) },
            messageCount: NumberWords.count(own.line.messageCount),
            invitationCount: NumberWords.count(own.invitationCount),
            introduction: isForm ? form["introduction"] : own.introduction,
            notifications: Members.Notifications.allCases.map {
                FormChoice($0.rawValue, MemberWords.name(of: $0).text(language), isChosen: chosen == $0.rawValue)
            }, isRanked: isForm ? form.isOn("isRanked") : own.isRanked,
            offersRanking: profile.settings.personalRanking, action: "\(base)/me", leaveAction: "\(base)/departures",
            asksToLeave: call.query("leave") != nil, errors: errors, problem: problem?.wording.text(language))
        return try call.pages.response(page, template: "communities/me", call.visit, status: status)
    }

    private func change(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let form = call.values
        do {
            let offersRanking = try await profiles.profile(standing).settings.personalRanking
            try await members.change(
                .init(
                    name: form["name"], introduction: form["introduction"],
                    notifications: Members.Notifications(rawValue: form["notifications"]) ?? .mentions,
                    isRanked: offersRanking ? form.isOn("isRanked") : true), as: standing)
            return .seeOther("/c/\(standing.community.id)/me?done=saved")
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await show(
                call, errors: error.texts(call.visit.language), problem: nil, status: .unprocessableContent)
        }
    }

    private func leave(_ call: Call) async throws -> Response {
        do {
            try await members.leave(as: call.standing())
            return .seeOther("/")
        } catch let error as AppError where error.code == .lastOwner {
            return try await show(call, errors: [:], problem: error, status: .conflict)
        }
    }
}
