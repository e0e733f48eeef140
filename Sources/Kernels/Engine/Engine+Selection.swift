extension Engine {
  /// The engine for a request. Never fails: without a usable library it is the Swift kernels, and `notes` says why.
  ///
  /// Threads: the argument, else `LEONTIEF_NUM_THREADS`, else the processors this process may use. A library is examined
  /// when it is first opened, and a process has one: `LEONTIEF_BLAS=<path>`, or the system's OpenBLAS.
  public static func select(_ request: EngineRequest = .auto, threads: Int? = nil) -> Engine {
    EngineLoader.process.select(request, threads: threads)
  }

  /// Every engine this process can offer: the Swift kernels, and a BLAS when one can be loaded.
  public static func availableEngines(threads: Int? = nil) -> [Engine] {
    let library = select(.auto, threads: threads)
    let swift = select(.swift, threads: threads)
    return library.description.name == swift.description.name ? [swift] : [swift, library]
  }

  /// The Swift kernels cut into the blocks given, so that small matrices walk the paths of large ones.
  package static func swift(blocks: BlockSizes, threads: Int) -> Engine {
    let standard = select(.swift, threads: threads)
    let table = KernelTable.swift(.best, blocks: blocks)
    return Engine(description: standard.description, notes: [], team: standard.team, table: table)
  }
}
