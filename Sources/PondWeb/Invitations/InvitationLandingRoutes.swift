import HTTPTypes
import Hummingbird
import PondCommunity
package import PondCore
package import PondPlatform
import PondStore

/// Where an invitation's link leads: who invites, what to, and the door.
struct InvitationLandingRoutes: Sendable {
    let invitations: Invitations
    let joining: Joining
    let access: CommunityAccess
    let database: Database
    let personName: PersonNames
    let shells: Shells

    var routes: [Route] {
        [
            .page("/i/{code}", .everybody) { call in try await show(call, errors: [:], status: .ok) },
            .page("/i", .everybody) { call in
                guard let code = call.query("code").flatMap({ InvitationCode.read($0) }) else {
                    throw AppError(.invitationNotFound)
                }
                return .seeOther("/i/\(code)")
            },
            .form("/i/{code}/uses", .signedIn, respond: join),
        ]
    }

    private func join(_ call: Call) async throws -> Response {
        let invitation = try await invitations.invitation(code: call.parameters["code"] ?? "")
        do {
            let joined = try await joining.join(invitation, as: call.actor, name: call.values["name"])
            return .seeOther(MembershipRoutes.welcomeAddress(joined))
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await show(call, errors: error.texts(call.visit.language), status: .unprocessableContent)
        } catch let error as AppError where error.kind == .conflict {
            return try await show(call, errors: [:], status: error.kind.status)
        }
    }

    /// Also an invitation that is over has a page that says so, with whom to ask.
    private func show(
        _ call: Call, errors: [String: String], status: HTTPResponse.Status
    ) async throws -> Response {
        let invitation = try await invitations.invitation(code: call.parameters["code"] ?? "")
        let actor = call.actor
        let now = database.clock.now()
        let profile = try await database.read { try $0.profile(of: invitation.communityId) }
        let standing = try? await access.enter(invitation.communityId, as: actor)
        let problem = problem(invitation, standing, now: now)
        let language = call.visit.language
        let name = try await personName.name(actor)
        let isMember = standing?.member != nil
        let page = InvitationWelcomePage(
            frame: call.pages.frame(
                Phrase("\(invitation.makerName)邀请你", "\(invitation.makerName) invites you"), call.visit),
            shell: try await shells.outside(profile, call), communityName: profile.community.name,
            slogan: profile.brand.slogan.isEmpty ? nil : profile.brand.slogan,
            maker: invitation.makerName,
            makerPortrait: Portrait(name: invitation.makerName, id: invitation.makerId.rawValue),
            group: invitation.groupName, claims: invitation.claimsName,
            memberCount: profile.settings.guestsSee.contains(.numbers) ? NumberWords.count(profile.memberCount) : nil,
            promises: profile.promises(language), problem: problem?.wording.text(language),
            isSignedIn: actor.person != nil, isMember: isMember,
            signInAddress: SignInPlace.address(to: "/i/\(invitation.code)"),
            signUpAddress: SignInPlace.newcomers(to: "/i/\(invitation.code)"), action: "/i/\(invitation.code)/uses",
            homeAddress: "/c/\(invitation.communityId)",
            name: call.values.text("name") ?? invitation.claimsName ?? name,
            errors: errors)
        let shown = status == .ok && problem != nil && !isMember ? problem?.kind.status ?? status : status
        return try call.pages.response(page, template: "invitations/welcome", call.visit, status: shown)
    }

    private func problem(_ invitation: Invitation, _ standing: Standing?, now: Timestamp) -> AppError? {
        if standing?.member != nil {
            let isForAnother = invitation.claimsMemberId != nil && invitation.claimsMemberId != standing?.member
            return isForAnother ? AppError(.alreadyMember) : nil
        }
        do {
            try invitation.requireOpen(at: now)
            return nil
        } catch {
            return AppError.told(error)
        }
    }
}

/// How a person is called in the installation: what they may call themselves inside a community begins with it. Handed
/// in, because accounts are kept elsewhere.
package struct PersonNames: Sendable {
    /// The name; empty when the person is not known.
    package let name: @Sendable (ID<Person>) async throws -> String

    package init(name: @escaping @Sendable (ID<Person>) async throws -> String) {
        self.name = name
    }

    /// Empty for guests.
    func name(_ actor: Actor) async throws -> String {
        guard let person = actor.person else { return "" }
        return try await name(person)
    }
}

extension CommunityProfile {
    /// What a guest is promised: the elements that the community offers.
    func promises(_ language: ReportLanguage) -> [String] {
        guard settings.guestsSee.contains(.positioning) else { return [] }
        return positioning.elements.map { CommunityWords.promise(of: $0).text(language) }
    }
}
