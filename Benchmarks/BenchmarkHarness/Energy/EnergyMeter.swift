import Foundation

/// Counters of the energy that the processors take, and their memory where that is counted apart: those of RAPL, else of hwmon.
public struct EnergyMeter: Sendable {
  /// A counter in microjoules and the value after which it begins at zero again; nil where that is not told.
  struct Counter: Sendable, Equatable {
    let name: String
    let path: String
    let range: Int?
  }

  let counters: [Counter]
  private let files: SystemFiles

  /// What is counted: "package-0", "dram".
  public var names: [String] { counters.map(\.name) }

  /// Errors: `EnergyGap` where no counter can be read.
  public init(_ files: SystemFiles = SystemFiles()) throws(EnergyGap) {
    self.files = files
    var counters = Self.powercap(files)
    if counters.isEmpty { counters = Self.hwmon(files) }
    guard !counters.isEmpty else { throw EnergyGap(reason: "this host has no counter of energy") }
    if let shut = counters.first(where: { files.number($0.path) == nil }) {
      throw EnergyGap(reason: "\(shut.path) cannot be read, often only root may")
    }
    self.counters = counters
  }

  /// Microjoules of each counter; nil where one cannot be read.
  public func read() -> [Int]? {
    let values = counters.map { files.number($0.path) }
    return values.contains(nil) ? nil : values.compactMap(\.self)
  }

  /// What all counters together went up by. Nil where one went back and does not tell its range.
  public func joules(from start: [Int], to end: [Int]) -> Double? {
    guard start.count == counters.count, end.count == counters.count else { return nil }
    var total = 0.0
    for (counter, (first, last)) in zip(counters, zip(start, end)) {
      guard last < first else {
        total += Double(last - first)
        continue
      }
      // Once around: it takes minutes at least.
      guard let range = counter.range, range >= first else { return nil }
      total += Double(range - first) + Double(last)
    }
    return total / 1e6
  }

  /// Packages, which hold their cores, and memory beside them. What is counted of the whole board holds both and stands for them
  /// only where they are not told.
  private static func powercap(_ files: SystemFiles) -> [Counter] {
    let folder = "/sys/class/powercap"
    let zones = files.numbered("intel-rapl:", in: folder).flatMap { zone -> [String] in
      let whole = "\(folder)/intel-rapl:\(zone)"
      return [whole] + files.numbered("intel-rapl:\(zone):", in: folder).map { "\(whole):\($0)" }
    }
    let all = zones.compactMap { zone -> Counter? in
      guard let name = files.text("\(zone)/name"), files.exists("\(zone)/energy_uj") else { return nil }
      return Counter(name: name, path: "\(zone)/energy_uj", range: files.number("\(zone)/max_energy_range_uj"))
    }
    let parts = all.filter { $0.name.hasPrefix("package") || $0.name == "dram" }
    return parts.contains { $0.name.hasPrefix("package") } ? parts : all.filter { $0.name == "psys" }
  }

  /// Of each device its only counter, or those of whole processors by their labels.
  private static func hwmon(_ files: SystemFiles) -> [Counter] {
    let folder = "/sys/class/hwmon"
    return files.numbered("hwmon", in: folder).flatMap { device -> [Counter] in
      let place = "\(folder)/hwmon\(device)"
      let all = (1...256).compactMap { number -> Counter? in
        let path = "\(place)/energy\(number)_input"
        guard files.exists(path) else { return nil }
        return Counter(name: files.text("\(place)/energy\(number)_label") ?? "energy\(number)", path: path, range: nil)
      }
      let whole = ["socket", "package", "pkg", "total"]
      return all.count < 2 ? all : all.filter { counter in whole.contains { counter.name.lowercased().contains($0) } }
    }
  }
}

/// Why the energy of work is not known.
public struct EnergyGap: Error, Equatable, Sendable {
  public let reason: String

  public init(reason: String) { self.reason = reason }
}
