/// The schema, in the order in which it grew.
package enum Schema {
    package static let migrations: [Migration] = [
        M0001_Platform.migration,
        M0002_Communities.migration,
        M0003_Messages.migration,
        M0004_Accounts.migration,
        M0005_Standing.migration,
        M0006_Conversation.migration,
        M0007_DailyFacts.migration,
        M0008_Uploads.migration,
        M0009_Checkups.migration,
    ]
}
