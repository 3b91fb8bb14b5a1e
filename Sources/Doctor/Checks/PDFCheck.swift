internal import Glibc

/// Whether what reads PDF is installed: Gazette runs without it, and refuses PDF then.
struct PDFCheck {
    private static let check = "pdf"

    /// Why the library cannot be loaded; `nil` where it can.
    let objection: String?

    func findings() -> [Finding] {
        guard let objection else { return [.ok(Self.check, "poppler is installed, and reads PDF")] }
        return [
            .warning(
                Self.check, "PDF is refused, since what reads it is not installed (\(objection))",
                remedy: "apt-get install libpoppler-glib8 poppler-data && systemctl restart gazetted")
        ]
    }

    /// The check with what this machine has.
    static func ofThisMachine() -> [Finding] {
        guard let library = unsafe dlopen("libpoppler-glib.so.8", RTLD_LAZY) else {
            let detail = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no detail"
            return PDFCheck(objection: detail).findings()
        }
        _ = unsafe dlclose(library)
        return PDFCheck(objection: nil).findings()
    }
}
