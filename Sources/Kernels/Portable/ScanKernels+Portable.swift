import KernelTemplates

extension ScanKernels {
  static var portable: ScanKernels {
    ScanKernels(oneRow: { RowScan<Narrowing2, 1>.run($0, $1) }, fewRows: { RowScan<Narrowing2, 4>.run($0, $1) })
  }
}
