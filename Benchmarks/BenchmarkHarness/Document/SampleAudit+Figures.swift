/// What follows from the samples, the canary and the model.
extension SampleAudit {
  /// Figures are computed again by the same operations in the same order, and numbers keep their value in a file: they are equal.
  func differs(_ key: String, _ written: JSONValue?, _ expected: Double?) -> String? {
    written?.number == expected
      ? nil
      : "\(name).\(key) is \(written?.canonicalText ?? "missing"), the samples give \(expected.map { "\($0)" } ?? "null")"
  }

  /// What the canary leaves out follows from its readings.
  func leftOut(_ count: Int) -> [String] {
    let written = ["samples_left_out", "sample_reading"].filter { !(cell[$0]?.elements ?? []).isEmpty }
    guard let canary else { return written.map { "\(name).\($0) stands there without a canary" } }
    guard count > 0 else { return written.map { "\(name).\($0) stands there without samples" } }
    guard let numbers = cell["sample_reading"]?.numbers, numbers.count == count else {
      return ["\(name) has no sample_reading for each sample beside a canary"]
    }
    guard let readings = Self.whole(numbers), let processes = processes(count) else {
      return ["\(name).sample_reading or sample_process is no list of whole numbers, one for each sample"]
    }
    guard (readings.max() ?? 0) < canary.readings.count else { return ["\(name).sample_reading is beyond the canary's last"] }
    let disturbed = canary.areDisturbed(after: readings).enumerated().filter(\.element).map(\.offset)
    let isSettled = RemainingSamples(without: disturbed, of: processes).standForTheRun(canary)
    guard cell["samples_left_out"]?.numbers == (isSettled ? disturbed.map(Double.init) : []) else {
      return ["\(name).samples_left_out is not what the canary gives"]
    }
    let flag = CellMeasurement.Flag.hostUnsettled.rawValue
    return cell["flags"]?.elements.contains(.string(flag)) == !isSettled
      ? [] : ["\(name).flags: \(flag) is not what the canary gives"]
  }

  /// Of each sample, one where they do not tell.
  private func processes(_ count: Int) -> [Int]? {
    guard let written = cell["sample_process"] else { return Array(repeating: 0, count: count) }
    return written.numbers.flatMap(Self.whole).flatMap { $0.count == count ? $0 : nil }
  }

  private static func whole(_ numbers: [Double]) -> [Int]? {
    let whole = numbers.compactMap { Int(exactly: $0) }
    return whole.count == numbers.count ? whole : nil
  }

  func statistics(_ samples: [Double]) -> [String] {
    guard let stats = cell["stats"], stats != .null else {
      return samples.isEmpty ? [] : ["\(name).stats is missing for \(samples.count) samples"]
    }
    guard let expected = SampleStatistics(samples) else { return ["\(name).stats stands there without samples"] }
    let figures: [(String, Double)] = [
      ("median", expected.median), ("min", expected.minimum), ("max", expected.maximum), ("p25", expected.p25),
      ("p75", expected.p75), ("p95", expected.p95), ("mad", expected.mad), ("n", Double(expected.count)),
    ]
    let interval = stats["ci95"]?.elements ?? []
    let ends = [expected.interval?.lowerBound, expected.interval?.upperBound]
    let written = interval.isEmpty ? [JSONValue.null, .null] : interval
    return figures.compactMap { differs("stats.\($0)", stats[$0], $1) }
      + (0..<2).compactMap { differs("stats.ci95[\($0)]", written.count > $0 ? written[$0] : nil, ends[$0]) }
  }

  /// What follows from the model and the median, and from the work of each sample.
  var rates: [String] {
    [intensity].compactMap(\.self) + derived + medianRate
  }

  private var work: (flops: Double, bytes: Double)? {
    guard let flops = cell["model"]?["flops"]?.number, let bytes = cell["model"]?["bytes_min"]?.number else { return nil }
    return (flops, bytes)
  }

  private var intensity: String? {
    work.flatMap { differs("model.intensity", cell["model"]?["intensity"], $0.bytes > 0 ? $0.flops / $0.bytes : 0) }
  }

  private var derived: [String] {
    guard let work else { return [] }
    let median = cell["stats"]?["median"]?.number
    let times = cell["repetitions"]?.number ?? 1
    let rates: [(String, Double)] = [("flops_per_s", times * work.flops), ("bytes_per_s", times * work.bytes)]
    // Speed-ups are of results alone, where they are looked at by themselves.
    let others = cell["kernel"] == nil ? ["speedup", "efficiency"] : []
    return rates.compactMap { key, amount in differs("derived.\(key)", cell["derived"]?[key], median.map { amount / $0 }) }
      + others.compactMap { differs("derived.\($0)", cell["derived"]?[$0], nil) }
  }

  private var medianRate: [String] {
    guard let samples = cell["samples_s"]?.numbers, let work = cell["sample_work"]?.numbers else { return [] }
    let rates = work.count == samples.count ? zip(work, samples).map { $0 / $1 } : []
    return [differs("median_rate", cell["median_rate"], SampleStatistics(rates)?.median)].compactMap(\.self)
  }
}
