internal import ArticleStore
internal import GazetteAPI

/// Where a page of the list of refusals ended: the files come first, and behind them the articles in files of
/// many.
enum RefusalMark {
    case file(FileListMark)
    case article(PiecePlace)

    /// Reads what ``text`` wrote.
    init(reading text: String) throws(APIError) {
        let numbers = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if numbers.count == 2, let content = Int64(Substring(numbers[0])),
            let ordinal = Int64(Substring(numbers[1]))
        {
            self = .article(PiecePlace(content: content, ordinal: ordinal))
        } else {
            self = .file(try FileListMark(reading: text))
        }
    }

    var text: String {
        switch self {
        case .file(let mark): mark.text
        case .article(let place): "\(place.content).\(place.ordinal)"
        }
    }
}
