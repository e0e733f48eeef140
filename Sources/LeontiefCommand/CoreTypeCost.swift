import Foundation

/// What a forced core type costs, measured in child processes: a BLAS reads its environment once, when it is loaded.
struct CoreTypeCost {
  let forced: Double
  let free: Double
  let freeCoreType: String

  var ratio: Double { free / forced }

  /// The median product of three interleaved runs with the variable and three without; nil when a child could not be run.
  static func measure(without variable: String, threads: Int) -> CoreTypeCost? {
    var (forced, free): ([Double], [Double]) = ([], [])
    var coreType = ""
    for _ in 0..<3 {
      guard let with = child(removing: nil, threads: threads), let without = child(removing: variable, threads: threads)
      else { return nil }
      forced.append(with.rate)
      free.append(without.rate)
      coreType = without.coreType
    }
    return CoreTypeCost(forced: forced.sorted()[1], free: free.sorted()[1], freeCoreType: coreType)
  }

  private static func child(removing variable: String?, threads: Int) -> (rate: Double, coreType: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["measure-engine", "--engine", "openblas", "--threads", "\(threads)"]
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != variable }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard process.terminationStatus == 0, words.count == 2, let rate = Double(words[0]) else { return nil }
    return (rate, String(words[1]))
  }
}
