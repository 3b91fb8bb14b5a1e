internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging

/// Snapshots: taking, listing, checking, fetching and removing them.
struct SnapshotRoutes: Sendable {
    let service: any SearchService
    let limits: RequestLimits
    let requests: ServedRequests

    var routes: [Route] {
        [
            Route(.get, "/v1/snapshots", time: .unlimited) { request, _ in
                _ = try FormParameters(request.query, known: [])
                return try Answer.json(await service.snapshots())
            },
            Route(.post, "/v1/snapshots", time: .unlimited) { request, _ in
                _ = try FormParameters(request.query, known: [])
                let body = try await JSONBody(of: request, limits: limits)
                let label = try body.isEmpty ? nil : body.decode(Creation.self, known: ["label"]).label
                return try Answer.json(await service.createSnapshot(label: label))
            },
            Route(.post, "/v1/snapshots/prune", time: .unlimited) { request, _ in
                try Answer.json(await service.pruneSnapshots(try await pruning(request)))
            },
            Route(.post, "/v1/snapshots/drill", time: .unlimited) { request, _ in
                _ = try FormParameters(request.query, known: [])
                let body = try await JSONBody(of: request, limits: limits)
                let queries = try body.isEmpty ? nil : body.decode(Drill.self, known: ["queries"]).queries
                return try Answer.json(await service.drill(queries: queries ?? []))
            },
            Route(.get, "/v1/snapshots/{id}", time: .unlimited) { request, context in
                _ = try FormParameters(request.query, known: [])
                return try Answer.json(await service.snapshot(id: context.text("id")))
            },
            Route(.get, "/v1/snapshots/{id}/verify", time: .unlimited) { request, context in
                let parameters = try FormParameters(request.query, known: ["depth"])
                let depth = try parameters.choice("depth") ?? SnapshotDepth.full
                let id = try context.text("id")
                guard id != "all" else { return try Answer.json(await service.verifySnapshots(depth: depth)) }
                return try Answer.json(await service.verifySnapshot(id: id, depth: depth))
            },
            Route(.get, "/v1/snapshots/{id}/difference", time: .unlimited) { request, context in
                let parameters = try FormParameters(request.query, known: ["from"])
                guard let first = try parameters.text("from") else {
                    throw APIError(
                        .badRequest, "the parameter 'from' is missing; it is the snapshot to compare with")
                }
                return try Answer.json(await service.difference(from: first, to: context.text("id")))
            },
            Route(.get, "/v1/snapshots/{id}/content", time: .unlimited) { request, context in
                _ = try FormParameters(request.query, known: [])
                return content(
                    of: try await service.snapshot(id: context.text("id")).snapshot, in: context)
            },
        ]
    }

    /// The bytes of a snapshot's file.
    private func content(of snapshot: SnapshotInfo, in context: RouteContext) -> Response {
        let answer = StreamedAnswer(
            requests: requests, contentType: "application/octet-stream", byteCount: Int(snapshot.byteCount),
            failureMessage: "Failed to send a snapshot", metadata: ["snapshot.id": "\(snapshot.id)"])
        return answer.response(in: context) { output in
            try await service.streamSnapshot(id: snapshot.id) { piece in
                try await output.write(piece)
            }
            guard output.byteCount == snapshot.byteCount else {
                throw APIError(
                    .snapshotDamaged, "the snapshot '\(snapshot.id)' has changed its size; ask for it again")
            }
        }
    }

    /// What to keep, from the body or, as `keep` alone, from the query string.
    private func pruning(_ request: Request) async throws -> SnapshotPruneRequest {
        let parameters = try FormParameters(request.query, known: ["keep"])
        let keep = try parameters.integer("keep", in: 1...Int.max)
        let body = try await JSONBody(of: request, limits: limits)
        if let keep {
            // A `dry_run` that is passed over would remove what was only asked about.
            guard body.isEmpty else {
                throw APIError(
                    .badRequest, "'keep' stands in the path and there is a body; say all of it in the body")
            }
            return SnapshotPruneRequest(keep: keep)
        }
        guard !body.isEmpty else { return SnapshotPruneRequest() }
        return try body.decode(
            SnapshotPruneRequest.self,
            known: [
                "keep", "hourly", "daily", "weekly", "monthly", "yearly", "max_bytes", "dry_run",
            ])
    }

    private struct Creation: Decodable {
        let label: String?
    }

    private struct Drill: Decodable {
        let queries: [String]?
    }
}
