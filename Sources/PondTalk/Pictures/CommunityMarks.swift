package import PondCommunity
package import PondCore
package import PondPlatform
package import PondStore

/// The pictures that communities are known by: one each, seen by whoever may see the community.
package struct CommunityMarks: Sendable {
    private let database: Database
    private let folder: MediaFolder
    private let workshop: PictureWorkshop

    package init(_ database: Database, folder: MediaFolder, workshop: PictureWorkshop) {
        self.database = database
        self.folder = folder
        self.workshop = workshop
    }

    /// Makes a picture of a file that was brought, and shows it in place of the one before. The same key again changes
    /// nothing.
    /// - Parameter file: is in the spool, and stays there.
    /// - Throws: `AppError.notAllowed`, `.pictureUnreadable`, `.pictureTooLarge`, `.keyReused`, `.unavailable`,
    ///   `.fileNotWritable`.
    @discardableResult
    package func set(
        _ file: ReceivedFile, in spool: UploadSpool, as standing: Standing, key: String? = nil
    ) async throws -> ID<Media> {
        try standing.require(.manageSettings)
        let made = try await workshop.make(spool.path(file.spoolName))
        try await workshop.store([made], in: folder)
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.once(key, scope: "mark:\(community)", request: made.name) {
                let id = transaction.newID(Media.self)
                try transaction.execute(
                    """
                    INSERT INTO media (community_id, id, state, type, name, width, height, byte_count, created_at)
                    VALUES (\(community), \(id), 'mark', \(MadePicture.type), \(made.name), \(made.width),
                        \(made.height), \(made.full.count + made.thumbnail.count), \(transaction.now))
                    """)
                try transaction.replaceMark(by: id.description, as: standing)
                return id
            }
        }
    }

    /// Shows Pond's mark again.
    /// - Throws: `AppError.notAllowed`.
    package func remove(as standing: Standing) async throws {
        try standing.require(.manageSettings)
        try await database.write(lane: .id(standing.community.id)) { transaction in
            guard try !transaction.profile(of: standing.community.id).brand.mark.isEmpty else { return }
            try transaction.replaceMark(by: "", as: standing)
        }
    }

    /// The file of a mark: small, for no mark is shown large.
    /// - Throws: `AppError.pictureNotFound`.
    package func file(_ mark: ID<Media>, of standing: Standing) async throws -> Pictures.File {
        let found = try await database.read { transaction in
            try transaction.first(
                """
                SELECT type, name FROM media
                WHERE community_id = \(standing.community.id) AND id = \(mark) AND state = 'mark'
                """
            ) { ($0.text(0), $0.text(1)) }
        }
        guard let (type, name) = found else { throw AppError(.pictureNotFound) }
        return Pictures.File(path: folder.path(name, .thumbnail), type: type, tag: "\"\(name.prefix(32))-small\"")
    }
}

extension WriteTransaction {
    fileprivate func replaceMark(by mark: String, as standing: Standing) throws {
        let before = try changeMark(to: mark, as: standing)
        guard let old = ID<Media>(before) else { return }
        try releasePictures("id = \(old) AND state = 'mark'", of: standing.community.id)
    }
}
