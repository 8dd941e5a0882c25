package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;

/**
 * One domain's encoder and generator (UNIT, NIPS 2017, section 3). The last residual blocks of the encoder and the first
 * of the generator are handed in: give both domains the same objects and they share their latent space.
 * <pre>
 * q(z | x) = N(mu(x), I),  mu(x) = sharedE(E(x)),  z = mu + noise,  x~ = G(sharedG(z))
 * </pre>
 */
public final class SharedLatentVae extends Part {
    /**
     * The pair's numbers.
     *
     * @param encoder the private part of the encoder
     * @param decoder the private part of the generator
     */
    public record Config(ContentEncoder.Config encoder, Decoder.Config decoder) {
        /** Checks that both ends meet. */
        public Config {
            int width = decoder.filters() << decoder.ups();
            check(
                    encoder.width() == width,
                    "the encoder's code has %d channels but the decoder wants %d: use equal filters and downs = ups",
                    encoder.width(),
                    width);
        }
    }

    private final ContentEncoder encoder;
    private final Part sharedEncoder;
    private final Part sharedDecoder;
    private final Decoder decoder;

    /**
     * A pair.
     *
     * @param config its private parts' numbers
     * @param sharedEncoder last blocks of the encoder; the same object in both domains, or an own or empty one
     * @param sharedDecoder first blocks of the generator
     * @param weights where the private parts' initial weights come from
     */
    public SharedLatentVae(Config config, Part sharedEncoder, Part sharedDecoder, Weights weights) {
        encoder = child("encoder", new ContentEncoder(config.encoder, weights));
        this.sharedEncoder = child("shared_encoder", sharedEncoder);
        this.sharedDecoder = child("shared_decoder", sharedDecoder);
        decoder = child("decoder", new Decoder(config.decoder, weights));
    }

    /**
     * Mean of the code.
     *
     * @param x images of this domain, (B, C, H, W) in [-1, 1]
     * @return mu, (B, f 2^downs, H / 2^downs, W / 2^downs)
     */
    public NDArray encode(NDArray x) {
        NDArray h = encoder.forward(x);
        return replace(h, sharedEncoder.forward(h), x);
    }

    /**
     * Code to image.
     *
     * @param z a code of either domain
     * @return an image of this domain, (B, C, H, W) in [-1, 1]
     */
    public NDArray decode(NDArray z) {
        NDArray h = sharedDecoder.forward(z);
        return replace(h, decoder.forward(h), z);
    }

    /**
     * The mean as TorchScript.
     *
     * @param x images of this domain
     * @return mu
     */
    public Symbol encode(Symbol x) {
        return sharedEncoder.script(encoder.script(x));
    }

    /**
     * {@link #decode(NDArray)} as TorchScript.
     *
     * @param z a code of either domain
     * @return an image of this domain
     */
    public Symbol decode(Symbol z) {
        return decoder.script(sharedDecoder.script(z));
    }

    /** Reconstruction without noise. */
    @Override
    public NDArray forward(NDArray x) {
        NDArray mu = encode(x);
        return replace(mu, decode(mu), x);
    }
}
