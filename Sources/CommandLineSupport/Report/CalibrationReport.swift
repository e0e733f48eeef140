import Leontief

/// What is known of the speed of engines here, and which of them `auto` takes for what.
public struct CalibrationReport: Encodable, Sendable {
  /// Null where nothing was measured.
  @OrNull public var roofs: HostRoofsDocument?
  public let cases: [Case]
  private let reason: String
  private let isMeasured: Bool

  enum CodingKeys: String, CodingKey { case roofs, cases }

  public struct Case: Encodable, Sendable {
    let precision: String
    let operation: String
    let size: String
    let order: Int
    @OrNull var swiftGigaflopsPerSecond: Double?
    @OrNull var libraryGigaflopsPerSecond: Double?
    let taken: String

    init(_ auto: AutoCase, _ selection: AutoSelection, _ rates: Calibration.Rates?) {
      precision = auto.precision.rawValue
      operation = "\(auto.operation)"
      size = "\(auto.size)"
      order = auto.size.measuredOrder
      taken = selection.source(of: auto).rawValue
      swiftGigaflopsPerSecond = rates?.swift
      libraryGigaflopsPerSecond = rates?.library
    }
  }

  public init(_ selection: AutoSelection) {
    let calibration = selection.calibration
    cases = AutoCase.all.map { Case($0, selection, calibration?.rates(of: $0)) }
    (reason, isMeasured) = (selection.reason, calibration != nil)
    roofs = calibration?.roofs.map(HostRoofsDocument.init)
  }

  public var text: String {
    var table = TextTable("case", "order", "swift", "library", "taken")
    for (auto, item) in zip(AutoCase.all, cases) {
      table.add(
        "\(auto)", "\(item.order)", item.swiftGigaflopsPerSecond?.shortText ?? "-",
        item.libraryGigaflopsPerSecond?.shortText ?? "-", item.taken)
    }
    let unknown = "roofs: not known, for want of memory or of a processor that was not busy with others; --redo measures again"
    let line = isMeasured ? "\n\(roofs?.text ?? unknown)" : ""
    return "\(table.text)\nin GFLOP/s; taken by \(reason)\(line)"
  }

  /// Removes every calibration that is kept and says how many there were. Errors: `FileError` of one that cannot be removed.
  public static func clear(quiet: Bool) throws {
    let removed = try Calibration.removeAll()
    guard !quiet else { return }
    try StandardOutput.print(removed.isEmpty ? "nothing was kept" : "removed:\n\(removed.joined(separator: "\n"))")
  }
}
