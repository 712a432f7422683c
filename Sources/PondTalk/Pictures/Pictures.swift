package import PondCommunity
package import PondCore
package import PondPlatform
package import PondStore

/// What one can do with the pictures of groups: bring them, look at them. A message shows what was brought before it.
package struct Pictures: Sendable {
    /// Brought and not shown by one member; older ones are given up for newer ones.
    package static let unshownCountMax = 3 * MessageDraft.picturesCountMax

    private let database: Database
    private let folder: MediaFolder
    private let workshop: PictureWorkshop

    package init(_ database: Database, folder: MediaFolder, workshop: PictureWorkshop) {
        self.database = database
        self.folder = folder
        self.workshop = workshop
    }

    /// A file of a picture that somebody may see.
    package struct File: Sendable {
        package let path: String
        package let type: String
        /// Stands for the contents.
        package let tag: String
    }

    /// Makes pictures of files, and puts them into the group for the member to show. All or none; of what strangers'
    /// files say, nothing is kept but what one sees.
    /// - Parameters:
    ///   - files: are in the spool, and stay there.
    ///   - key: the same key again answers with the same pictures.
    /// - Throws: `AppError.pictureUnreadable`, `.pictureTooLarge`, `.picturesTooMany`, `.groupMembershipNeeded`,
    ///   `.groupArchived`, `.keyReused`, `.unavailable`, `.fileNotWritable`.
    package func add(
        _ files: [ReceivedFile], in spool: UploadSpool, to group: GroupStanding, key: String? = nil
    ) async throws -> [Picture] {
        _ = try authorise(group)
        guard files.count <= MessageDraft.picturesCountMax else {
            throw AppError(.picturesTooMany, "\(MessageDraft.picturesCountMax)")
        }
        var made: [MadePicture] = []
        for file in files { made.append(try await workshop.make(spool.path(file.spoolName))) }
        return try await add(made, to: group, key: key)
    }

    /// Makes a picture of a file, without keeping it.
    /// - Throws: `AppError.pictureUnreadable`, `.pictureTooLarge`, `.unavailable`, `.fileNotReadable`.
    package func make(_ path: String) async throws -> MadePicture { try await workshop.make(path) }

    /// Puts pictures into the group for the member to show.
    /// - Throws: `AppError.groupMembershipNeeded`, `.groupArchived`, `.keyReused`, `.unavailable`, `.fileNotWritable`.
    package func add(_ made: [MadePicture], to group: GroupStanding, key: String? = nil) async throws -> [Picture] {
        let author = try authorise(group)
        try await workshop.store(made, in: folder)
        return try await database.write(lane: .id(group.group.id)) { transaction in
            try transaction.once(
                key, scope: "pictures:\(group.group.id):\(author)", request: made.map(\.name).joined(separator: " ")
            ) {
                try transaction.requireOpen(group, member: author)
                let pictures = try transaction.insertPictures(made, group: group, author: author)
                try transaction.giveUpOldest(of: author, in: group.community.id)
                return pictures
            }
        }
    }

    private func authorise(_ group: GroupStanding) throws -> ID<Member> {
        try group.require(.postMessages)
        return try group.asGroupMember()
    }

    /// A picture of a message that one may read; one's own also before a message shows it.
    /// - Throws: `AppError.pictureNotFound`, also where one may not see it.
    package func file(_ picture: ID<Media>, _ size: PictureSize, as standing: Standing) async throws -> File {
        let community = standing.community.id
        let found = try await database.read { transaction in
            try transaction.first(
                """
                SELECT group_id, member_id, state, type, name FROM media
                WHERE community_id = \(community) AND id = \(picture) AND state IN ('uploaded', 'posted')
                """
            ) { (ID<Group>($0.integer(0)), $0.integer(1), $0.text(2), $0.text(3), $0.text(4)) }
        }
        guard let (group, owner, state, type, name) = found,
            state == "posted" || owner == standing.member?.rawValue
        else { throw AppError(.pictureNotFound) }
        do {
            _ = try await GroupAccess(database).enter(group, as: standing)
        } catch let error as AppError where error.kind == .notFound {
            throw AppError(.pictureNotFound)
        }
        return File(
            path: folder.path(name, size), type: type, tag: "\"\(name.prefix(32))\(size == .full ? "" : "-small")\"")
    }

    /// What one brought to a group and has not shown, of these.
    package func unshown(_ ids: [ID<Media>], in group: GroupStanding) async throws -> [Picture] {
        guard let author = group.standing.member, !ids.isEmpty else { return [] }
        let found = try await database.read { transaction in
            try transaction.query(
                """
                SELECT id, width, height FROM media
                WHERE community_id = \(group.community.id) AND id IN \(SQL.list(ids.map(\.rawValue)))
                    AND group_id = \(group.group.id) AND member_id = \(author) AND state = 'uploaded'
                """
            ) { row in
                Picture(
                    id: ID(row.integer(0)), width: Int(row.integer(1)), height: Int(row.integer(2)), description: "")
            }
        }
        let known = Dictionary(found.map { ($0.id, $0) }) { $1 }
        return ids.compactMap { known[$0] }
    }
}

extension WriteTransaction {
    /// - Throws: `AppError.groupMembershipNeeded`, `.groupArchived`.
    fileprivate func requireOpen(_ group: GroupStanding, member: ID<Member>) throws {
        let archivedAt = try first(
            """
            SELECT g.archived_at FROM group_memberships p
            JOIN groups g ON g.community_id = p.community_id AND g.id = p.group_id
            WHERE p.community_id = \(group.community.id) AND p.group_id = \(group.group.id)
                AND p.member_id = \(member)
            """
        ) { $0.integerOrNull(0) }
        guard let archivedAt else { throw AppError(.groupMembershipNeeded, group.group.name) }
        if archivedAt != nil { throw AppError(.groupArchived, group.group.name) }
    }

    fileprivate func insertPictures(
        _ made: [MadePicture], group: GroupStanding, author: ID<Member>
    ) throws -> [Picture] {
        let pictures = made.map {
            Picture(id: newID(Media.self), width: $0.width, height: $0.height, description: "")
        }
        try insert(
            into: """
                media (community_id, id, group_id, member_id, state, type, name, width, height, byte_count, created_at)
                """,
            columns: 11,
            zip(pictures, made).flatMap { picture, made -> [SQLValue] in
                [
                    group.community.id.sqlValue, picture.id.sqlValue, group.group.id.sqlValue, author.sqlValue,
                    .text("uploaded"), .text(MadePicture.type), .text(made.name), .integer(Int64(made.width)),
                    .integer(Int64(made.height)), .integer(Int64(made.full.count + made.thumbnail.count)), now.sqlValue,
                ]
            })
        for picture in pictures {
            try schedule(
                PictureRelease.job(picture.id, group.community.id, at: now, PictureRelease.unshownMilliseconds))
        }
        return pictures
    }

    fileprivate func giveUpOldest(of author: ID<Member>, in community: ID<Community>) throws {
        try releasePictures(
            """
            id IN (SELECT id FROM media WHERE community_id = \(community) AND member_id = \(author)
                AND state = 'uploaded' ORDER BY id DESC LIMIT 1000 OFFSET \(Pictures.unshownCountMax))
            """, of: community)
    }
}
