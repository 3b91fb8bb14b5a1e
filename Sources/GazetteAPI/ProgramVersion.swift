/// The version of both programs.
public enum ProgramVersion {
    /// `MAJOR.MINOR.PATCH`; 0 before the formats are promised to stay readable.
    public static let current = "0.1.0"
}
