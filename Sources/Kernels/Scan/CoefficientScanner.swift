import KernelTemplates
import MatrixCore

/// One pass over a matrix by a team. The parts are those of the order, not of the team: each has column sums of its own.
struct CoefficientScanner: Sendable {
  let kernels: ScanKernels
  let blocks: BlockSizes

  /// Parts of at least so many rows, and at most so many parts.
  private static let leastHeight = RowGroupSums.leastHeight
  private static let mostParts = RowGroupSums.most

  /// Without memory for the column sums of the parts, all is one part. They are kept where A is narrowed, too. Nil when the
  /// monitor stops it.
  func scan(
    _ z: StridedMatrix<Double>, _ scale: UnsafePointer<Double>?, into single: MutableStridedMatrix<Float>?, _ team: Team,
    _ monitor: WorkMonitor
  ) -> CoefficientScan? {
    let n = z.rows
    let monitor = TeamMonitor(monitor, total: max(n, 1))
    var scan = CoefficientScan(order: n)
    let scanner = RowScanner(kernels: kernels, z: z, scale: scale, single: single)
    let height = Self.height(order: n)
    let parts = (n + height - 1) / height
    var groups: RowGroupSums?
    let figures = scan.withSums { sums in
      blocks.withScratch(parts > 1 ? parts * n : 0) { (scratch: ScratchMemory<Double>?) in
        guard let scratch, parts > 1 else { return [scanner.scan(0..<n, into: sums, member: 0, monitor)] }
        let figures = blocks.team(team, reading: n * n * MemoryLayout<Double>.stride).scan(
          scanner, parts: parts, height: height, sums, scratch.base, monitor)
        if monitor.isStopped { return [] }
        Self.add(parts, of: n, scratch.base, to: sums.columns)
        if single != nil { groups = RowGroupSums(groups: parts, height: height, order: n, scratch.base) }
        return figures
      }
    }
    scan.groups = groups
    for part in figures ?? [] { scan.join(part) }
    return monitor.allowsEnd() ? scan : nil
  }

  /// Whole blocks of rows but for the last part.
  private static func height(order n: Int) -> Int {
    let rows = ScanKernels.rowsAtOnce
    return max(leastHeight, ((n + mostParts - 1) / mostParts + rows - 1) / rows * rows)
  }

  private static func add(
    _ parts: Int, of n: Int, _ partial: UnsafeMutablePointer<Double>, to sums: UnsafeMutablePointer<Double>
  ) {
    for part in 0..<parts {
      let own = partial + part * n
      for j in 0..<n { sums[j] += own[j] }
    }
  }
}

extension Team {
  /// Every part with column sums of its own behind each other in `partial`, which need not be initialised.
  fileprivate func scan(
    _ scanner: RowScanner, parts: Int, height: Int, _ sums: ScanSums, _ partial: UnsafeMutablePointer<Double>,
    _ monitor: TeamMonitor
  ) -> [ScanFigures] {
    let n = scanner.z.rows
    let columns = ScanSums(rows: sums.rows, columns: partial, diagonal: sums.diagonal)
    return [ScanFigures](unsafeUninitializedCapacity: parts) { figures, count in
      figures.initialize(repeating: ScanFigures())
      let found = ScanResults(figures)
      let queue = TaskQueue(parts)
      run { member, _ in
        while !monitor.isStopped, let part = queue.take() {
          var own = columns
          own.columns += part * n
          own.columns.initialize(repeating: 0, count: n)
          let rows = part * height..<min(n, (part + 1) * height)
          found.store(scanner.scan(rows, into: own, member: member, monitor), part)
        }
      }
      count = parts
    }
  }
}

/// One place for each part.
private struct ScanResults: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<ScanFigures>

  init(_ places: UnsafeMutableBufferPointer<ScanFigures>) { self.places = places }

  func store(_ figures: ScanFigures, _ part: Int) { places[part] = figures }
}
