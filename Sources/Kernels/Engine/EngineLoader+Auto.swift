#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// `auto`: the Swift kernels and a library as one engine, each for what it does faster.
extension EngineLoader {
  func autoEngine(_ swift: Engine, _ library: Engine, _ use: CalibrationUse) -> Engine {
    let selection = AutoSelection.decide(
      AutoSelection.Situation(
        instructionSet: swift.description.instructionSet, hasAllThreads: swift.team == library.team,
        calibration: calibration(swift, library, use)))
    return .merged(swift: swift, library: library, selection)
  }

  /// The Swift kernels alone for work that ends before a library would have been loaded and examined; nil for more of it, where a
  /// library is named, and where the Swift kernels have too few threads.
  /// What a calibration of this host tells of speeds holds without its library.
  func engineForLittleWork(
    _ flops: Double, _ team: Team, _ choice: InstructionSetChoice, _ use: CalibrationUse, _ notes: [String]
  ) -> Engine? {
    guard !AutoSelection.isLibraryWorthwhile(flops: flops), environment("LEONTIEF_BLAS") == nil else { return nil }
    let swift = swiftEngine(team, choice, notes)
    guard swift.team == team else { return nil }
    let host = CalibrationKey.hostLines(
      HostProcessor.brandName, swift.description.instructionSet, team.threads, swift.description.threading)
    let selection = AutoSelection(
      reason: "the Swift kernels alone: the work is done before a library is loaded",
      calibration: use == .off ? nil : CalibrationCache(environment: environment).newest(ofHost: host)
    ) { _ in .swift }
    return .merged(swift: swift, library: swift, selection)
  }

  private func calibration(_ swift: Engine, _ library: Engine, _ use: CalibrationUse) -> CalibrationOutcome {
    if use == .off { return .off }
    let key = CalibrationKey(
      processor: HostProcessor.brandName, instructionSet: swift.description.instructionSet, threads: library.team.threads,
      runtime: swift.description.threading, library: library.description,
      libraryFile: library.description.path.flatMap { FileIdentity(path: $0) })
    let cache = CalibrationCache(environment: environment)
    let kept = cache.load(key)
    // Fewer threads than the library's were to be had: what is measured now would not hold for other runs.
    if use == .cached || swift.team != library.team { return kept }
    if case .found = kept, use == .measured { return kept }
    guard let calibration = measure(Calibrator(swift: swift, library: library), key) else {
      return .impossible(reason: "there is no memory for the matrices")
    }
    return .measured(calibration, path: cache.store(calibration))
  }

  /// What the environment lets a library user's `auto` do. It measures only for those who ask in their program.
  func calibrationUse(_ notes: inout [String]) -> CalibrationUse {
    switch environment("LEONTIEF_CALIBRATION") {
    case nil, "cached", "auto": return .cached
    case "off": return .off
    case let text?:
      notes.append("LEONTIEF_CALIBRATION=\(text) is not off, cached or auto: using cached")
      return .cached
    }
  }
}
