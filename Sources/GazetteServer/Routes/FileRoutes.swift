internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird

/// Files that somebody should look at, and what can be done about them.
struct FileRoutes: Sendable {
    let service: any SearchService

    var routes: [Route] {
        [
            Route(.get, "/v1/files/refused") { request, _ in
                let page = try Self.page(of: request.query)
                return try Answer.json(await service.refusedFiles(after: page.mark, limit: page.limit))
            },
            Route(.get, "/v1/files/doubtful") { request, _ in
                let page = try Self.page(of: request.query)
                return try Answer.json(await service.doubtfulFiles(after: page.mark, limit: page.limit))
            },
            Route(.post, "/v1/files/retry", time: .unlimited) { request, _ in
                let parameters = try FormParameters(request.query, known: ["path"])
                let path = try parameters.bytes("path").map { _ in try parameters.absolutePath() }
                return try Answer.json(await service.retry(path: path))
            },
            Route(.post, "/v1/files/reread", time: .unlimited) { request, _ in
                let parameters = try FormParameters(request.query, known: ["path", "charset"])
                return try Answer.json(
                    await service.reread(
                        path: parameters.absolutePath(), charset: parameters.text("charset")))
            },
            Route(.post, "/v1/files/forget", time: .unlimited) { request, _ in
                let parameters = try FormParameters(request.query, known: ["path", "id"])
                return try Answer.json(await service.forget(Self.target(parameters)))
            },
        ]
    }

    private static func page(of query: Substring?) throws(APIError) -> (mark: String?, limit: Int) {
        let parameters = try FormParameters(query, known: ["after", "limit"])
        let limit = try parameters.integer("limit", in: 1...FileListLimit.maximum)
        return (try parameters.text("after"), limit ?? FileListLimit.usual)
    }

    private static func target(_ parameters: FormParameters) throws(APIError) -> ForgetTarget {
        let id = try parameters.integer("id", in: 1...Int64.max)
        guard (id == nil) != (parameters.bytes("path") == nil) else {
            throw APIError(.badRequest, "give either 'id', an article's number, or 'path', that of its file")
        }
        return if let id { .article(id) } else { .path(try parameters.absolutePath()) }
    }
}

extension FormParameters {
    /// The parameter `path`: an absolute path, as bytes.
    func absolutePath() throws(APIError) -> [UInt8] {
        guard let path = bytes("path") else {
            throw APIError(.badRequest, "the parameter 'path' is missing; it is the absolute path of a file")
        }
        guard path.first == UInt8(ascii: "/"), !path.contains(0) else {
            let text = quoted(String(decoding: path, as: UTF8.self))
            throw APIError(.badRequest, "path is \(text); it must be absolute, without zero bytes")
        }
        return path
    }
}
