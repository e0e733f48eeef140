/// Whether what a result says of its host, engines, canary and roofs fits together; its cells' samples are audited by themselves.
struct ResultAudit {
  private let document: ResultDocument

  init(_ document: ResultDocument) { self.document = document }

  var problems: [String] {
    let cells = document.cells.enumerated().flatMap { index, cell in
      let name = "cells[\(index)] (\(document.key(cell).text))"
      return (roofline(cell, name) + concern(cell, name) + interference(cell, name) + rounds(cell, name))
    }
    let parts: [[String]] = [
      Self.fingerprint(document.host), canary, roofs, engines, cells, ScalingAudit(document).problems,
      EnergyAudit(document).problems,
    ]
    return parts.flatMap(\.self)
  }

  static func fingerprint(_ host: HostRecord) -> [String] {
    let (written, expected) = (host.fingerprintHash, HostRecord.hash(host.stable))
    return written == expected ? [] : ["host.fingerprint_hash is \(written), host.stable gives \(expected)"]
  }

  /// Levels and the share of disturbed readings follow from the readings.
  private var canary: [String] {
    guard let written = document.canary else { return [] }
    let series = [written.flopsPerS, written.cacheBytesPerS, written.memoryBytesPerS]
    guard Set(series.map(\.count)).count == 1 else { return ["canary has series of unlike lengths"] }
    return CanaryRecord(written.readings) == written ? [] : ["canary: levels or disturbed do not follow from the readings"]
  }

  private var roofs: [String] {
    (document.roofs == nil) == (document.roofsWhy != nil) ? [] : ["roofs_why must stand where roofs is null, and only there"]
  }

  /// Every cell ran on an engine that the document describes, once.
  private var engines: [String] {
    var seen: Set<String> = []
    return document.cells.compactMap { cell in
      let (name, own) = ("\(cell.id) on \(cell.engine)", document.key(cell).text)
      guard seen.insert(own).inserted else { return "\(own) stands there twice" }
      let threads = document.engines.filter { $0.name == cell.engine }.map(\.threadsUsed)
      guard !threads.isEmpty else { return "\(name) has no such engine" }
      let has = threads.map(String.init).joined(separator: " or ")
      return threads.contains(cell.threads) ? nil : "\(name) used \(cell.threads) threads, the engine has \(has)"
    }
  }

  /// Every cell's standing under the roofs follows from its figures.
  private func roofline(_ cell: CellRecord, _ name: String) -> [String] {
    let (written, expected) = (cell.roofline, document.roofs?.standing(cell))
    if written == expected { return [] }
    let texts = [written, expected].map { $0.map { "\($0.share) of \($0.bound.rawValue)" } ?? "null" }
    return ["\(name).roofline is \(texts[0]), the roofs give \(texts[1])"]
  }

  /// What the document itself says against a program or an engine leaves no cell VALID.
  private func concern(_ cell: CellRecord, _ name: String) -> [String] {
    guard cell.validation.state == CellState.valid.name else { return [] }
    let (tool, engine) = (document.tool, document.engines.first { $0.name == cell.engine })
    let concerns: [String?] = [
      tool.buildMode == "debug" ? "the build is a debug build" : nil,
      tool.sanitizer.map { "the build has the \($0) sanitizer" },
      engine?.coreTypeForcedBy.map { "the core type is forced by \($0)" },
      Suitability.genericKernels(coreType: engine?.coreTypeDetected, features: document.host.stable.features),
    ]
    return concerns.compactMap { $0.map { "\(name) is VALID and \($0)" } }
  }

  /// Every cell with times has the flags that the run's interference gives, and none is VALID under much of it.
  private func interference(_ cell: CellRecord, _ name: String) -> [String] {
    let all: [CellMeasurement.Flag] = [.timeStolen, .throttled, .cooled]
    let expected = cell.stats == nil ? [] : document.interference?.flags ?? []
    let wrong = all.filter { cell.flags.contains($0.rawValue) != expected.contains($0) }
    let isValid = cell.validation.state == CellState.valid.name
    let concern = document.interference?.concern.map { "\(name) is VALID and \($0)" }
    return wrong.map { "\(name).flags: \($0.rawValue) does not follow from interference" }
      + (isValid ? [concern].compactMap(\.self) : [])
  }

  /// A run that was not broken off has all the rounds it was to have, or says why not.
  private func rounds(_ cell: CellRecord, _ name: String) -> [String] {
    guard document.interrupted == false, cell.incompleteWhy == nil, CellState.timedNames.contains(cell.validation.state),
      cell.samplesS.count < document.limits.minRounds
    else { return [] }
    let counts = "\(cell.samplesS.count) samples of at least \(document.limits.minRounds)"
    return ["\(name) has \(counts), interrupted is false and incomplete_why missing"]
  }
}
