package dev.tilefleet.worker.raster;

import java.lang.foreign.MemorySegment;

/**
 * The C functions of GDAL that are used here, prototype for prototype (gdal.h, gdal_utils.h, cpl_vsi.h, cpl_error.h).
 * All of them exist since GDAL 3.0. A returned pointer may be {@code NULL} and is checked where it is called; {@code
 * const char*} results belong to GDAL.
 */
interface GdalFunctions {
    @NativeFunction("GDALVersionInfo")
    MemorySegment versionInfo(MemorySegment request);

    @NativeFunction("GDALRegister_GTiff")
    void registerGTiff();

    @NativeFunction("GDALSetCacheMax64")
    void setCacheMax(long bytes);

    @NativeFunction("CPLSetConfigOption")
    void setConfigOption(MemorySegment key, MemorySegment value);

    @NativeFunction("CPLSetErrorHandler")
    MemorySegment setErrorHandler(MemorySegment handler);

    @NativeFunction("CPLErrorReset")
    void errorReset();

    @NativeFunction("CPLGetLastErrorType")
    int lastErrorType();

    @NativeFunction("CPLGetLastErrorMsg")
    MemorySegment lastErrorMessage();

    @NativeFunction("VSIFileFromMemBuffer")
    MemorySegment fileFromMemBuffer(MemorySegment name, MemorySegment data, long length, int takeOwnership);

    @NativeFunction("VSIFCloseL")
    int closeFile(MemorySegment file);

    @NativeFunction("VSIUnlink")
    int unlink(MemorySegment name);

    @NativeFunction("VSIReadDir")
    MemorySegment readDirectory(MemorySegment name);

    @NativeFunction("CSLCount")
    int stringListCount(MemorySegment list);

    @NativeFunction("CSLDestroy")
    void stringListDestroy(MemorySegment list);

    @NativeFunction("GDALOpenEx")
    MemorySegment open(
            MemorySegment name, int flags, MemorySegment drivers, MemorySegment options, MemorySegment siblings);

    @NativeFunction("GDALClose")
    void close(MemorySegment dataset);

    @NativeFunction("GDALGetRasterXSize")
    int width(MemorySegment dataset);

    @NativeFunction("GDALGetRasterYSize")
    int height(MemorySegment dataset);

    @NativeFunction("GDALGetRasterCount")
    int bandCount(MemorySegment dataset);

    @NativeFunction("GDALGetRasterBand")
    MemorySegment band(MemorySegment dataset, int number);

    @NativeFunction("GDALGetRasterDataType")
    int dataType(MemorySegment band);

    @NativeFunction("GDALGetBlockSize")
    void blockSize(MemorySegment band, MemorySegment width, MemorySegment height);

    @NativeFunction("GDALGetDescription")
    MemorySegment description(MemorySegment object);

    @NativeFunction("GDALGetMetadataItem")
    MemorySegment metadataItem(MemorySegment object, MemorySegment name, MemorySegment domain);

    @NativeFunction("GDALDatasetRasterIOEx")
    int rasterIO(
            MemorySegment dataset,
            int direction,
            int x,
            int y,
            int width,
            int height,
            MemorySegment buffer,
            int bufferWidth,
            int bufferHeight,
            int bufferType,
            int bandCount,
            MemorySegment bands,
            long pixelSpace,
            long lineSpace,
            long bandSpace,
            MemorySegment extraArgument);

    @NativeFunction("GDALTranslateOptionsNew")
    MemorySegment translateOptions(MemorySegment arguments, MemorySegment forBinary);

    @NativeFunction("GDALTranslateOptionsFree")
    void freeTranslateOptions(MemorySegment options);

    @NativeFunction("GDALTranslate")
    MemorySegment translate(
            MemorySegment target, MemorySegment source, MemorySegment options, MemorySegment usageError);
}
