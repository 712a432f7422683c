/// One thing that may be allowed to a post. What is not allowed is refused.
package enum Permission: String, CaseIterable, Codable, Sendable {
    // Everybody who may come in.
    case viewCommunity = "community.view"
    case viewMembers = "members.view"
    case readGroups = "groups.read"
    case postMessages = "messages.post"
    case reactToMessages = "messages.react"
    case reportContent = "content.report"

    // The running of the community.
    case viewConsole = "console.view"
    case viewMemberDetails = "members.details"
    case manageMembers = "members.manage"
    case manageGroups = "groups.manage"
    case moderateMessages = "messages.moderate"
    case reviewReports = "reports.review"
    case viewInsight = "insight.view"
    case importHistory = "imports.manage"
    case exportData = "exports.make"
    case manageInvitations = "invitations.manage"
    case manageSettings = "settings.manage"
    case manageStaff = "staff.manage"
    case viewAudit = "audit.view"
    case manageKeys = "keys.manage"
}
