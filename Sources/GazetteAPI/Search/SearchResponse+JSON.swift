extension SearchResponse: JSONWriting {
    func write(to writer: inout JSONWriter) throws {
        try writer.object { writer in
            writer.key("fetch_us")
            writer.value(fetchUs)
            writer.key("format_version")
            writer.value(formatVersion)
            writer.key("hits")
            try writer.array(hits) { try $1.write(to: &$0) }
            if let moved {
                writer.key("moved")
                writer.json(try WireFormat.encode(moved))
            }
            if let nothingFound {
                writer.key("nothing_found")
                writer.json(try WireFormat.encode(nothingFound))
            }
            writer.key("partial")
            writer.value(partial)
            writer.key("pending")
            writer.value(pending)
            writer.key("query")
            writer.object { query.write(to: &$0) }
            writer.key("revision")
            writer.value(revision)
            writer.key("snapshot")
            writer.value(snapshot)
            writer.key("took_us")
            writer.value(tookUs)
            writer.key("total")
            writer.value(total)
            writer.key("total_is_exact")
            writer.value(totalIsExact)
        }
    }
}

extension SearchResponse.Understanding {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("ignored")
        writer.array(ignored) { $1.write(to: &$0) }
        writer.key("read_as")
        writer.array(readAs) { $1.write(to: &$0) }
        writer.key("text")
        writer.value(text)
        writer.key("understood")
        writer.value(understood)
    }
}

extension SearchResponse.Repair {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("position")
            writer.value(position)
            writer.key("reason")
            writer.value(reason)
            writer.key("text")
            writer.value(text)
        }
    }
}

extension Hit: JSONWriting {
    func write(to writer: inout JSONWriter) throws {
        try writer.object { writer in
            writer.key("agency")
            writer.value(agency)
            writer.key("date")
            writer.value(date)
            writer.key("excerpt")
            writer.object { writer in
                writer.key("highlights")
                writer.value(excerpt.highlights)
                writer.key("text")
                writer.value(excerpt.text)
            }
            writer.key("guid")
            writer.value(guid)
            writer.key("id")
            writer.value(id)
            writer.key("language")
            writer.value(language)
            writer.key("matched_as")
            writer.value(matchedAs)
            writer.key("missing")
            writer.value(missing)
            writer.key("offline")
            writer.value(offline)
            writer.key("path")
            writer.value(path)
            if let pathBase64 {
                writer.key("path_base64")
                writer.value(pathBase64)
            }
            writer.key("paths")
            writer.value(paths)
            writer.key("place")
            writer.value(place)
            writer.key("rank")
            writer.value(rank)
            writer.key("score")
            try writer.value(score)
            writer.key("title")
            writer.value(title)
            writer.key("title_highlights")
            writer.value(titleHighlights)
        }
    }
}
