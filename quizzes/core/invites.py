"""Invitations that can be read aloud: a number below 2**60 as six short words, and the way back from what was typed."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

BITS = 60
"""What six words hold: a number of this many bits."""

_WORDS_A_KEY = 6
_LONGEST = 200
_BITS_A_WORD = 10


def spoken(number: int) -> str:
    """The number, of `BITS` bits, as six words."""
    if not 0 <= number < 1 << BITS:
        raise ValueError(f"{number} has more than {BITS} bits; draw one that has not")
    shifts = range(BITS - _BITS_A_WORD, -1, -_BITS_A_WORD)
    return " ".join(WORDS[number >> shift & len(WORDS) - 1] for shift in shifts)


def heard(text: str) -> str | None:
    """The six words that were meant, spelled as `spoken` does, or None where they cannot be told.

    Case, hyphens, commas and spaces do not count, and one slip of the finger in a word is forgiven where a single word
    can be meant; no slip makes another word of the list.
    """
    parts = "".join(letter if letter.isalpha() else " " for letter in text[:_LONGEST].casefold()).split()
    if len(parts) != _WORDS_A_KEY:
        return None
    words = [_nearest(part) for part in parts]
    return None if None in words else " ".join(word for word in words if word)


def _nearest(part: str) -> str | None:
    if part in _KNOWN:
        return part
    near = [word for word in WORDS if OSA.distance(part, word, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else None


WORDS: Sequence[str] = tuple(
    """
acorn actor adult agent album alley almond alpine amber anchor angel animal ankle answer antler anvil apple apricot
april apron arcade arch arctic arena armor arrow artist ashtray aspen atlas attic august autumn avenue avocado award
axle baby bacon badge bagel baker balcony ballad balloon bamboo banana banjo banner barber bargain barley barn barrel
basil basket bathtub battery beach beaver bedroom beetle belfry belt bicycle biscuit bison blanket blossom blouse boat
bobcat bonfire bonnet book border bottle boulder bouquet bowl branch bread brick bridge bronze broom brother brush
bubble bucket buckle budget buffalo bugle builder bulb bumper bundle bunny burger burrow butcher butter button buzzard
cabbage cabin cable cactus cafe camel camera canal canary candle candy canoe canvas canyon captain caramel caravan
carbon cargo carpet carrot cartoon cashew castle cavern cedar ceiling celery cello cement center ceramic chalk chapel
chariot cheese cherry chess chicken chimney chisel chorus church cider cinema circle circus citrus city classic clay
cleaver cliff climber clinic clock closet cloud clover clown cobbler cobra cobweb coconut coffee collar colony comb
comet comfort comic compass concert condor copper coral cork corner cotton cougar country cousin coyote crab cradle
crane crater crayon cream cricket crimson crocus crumb crystal cuckoo curtain cushion custard cyclone dahlia dairy
dancer daring dawn decimal delta dentist desk detour diamond diesel dinner diploma dishes doctor dolphin domino donkey
dragon drawer dresser drizzle drum duchess dustpan dynamo eagle earring earth easel eastern echo eclipse editor
elastic elbow elm emerald emperor empire engine equator eraser escape evening everest exit expert express eyebrow
eyelash fabric factory falcon family famous farmer father faucet fence fennel ferret ferry fiddle fifteen figure
filter finch finger firefly fisher flame flamingo flannel flask flavor flint florist fluffy flute football forest
fortress fossil fountain fourteen fox fragile freckle freezer freight friday friend frog frost frozen fruit fudge
furnace future galaxy gallery gallon garage garden gargle garlic garment gate gazelle gecko geese gem gentle geology
geyser giant giraffe glacier glass glider globe glue goblet goggles golden golf gondola goose gopher gorilla gossip
granite grape gravel gravity gravy green grizzly grocer groove ground guitar gumdrop gymnast haddock halibut hallway
hamlet hammer hammock hamster hangar happy harbor hardware harmony harness harp harvest hatchet hawk hazel headlamp
heart heater hedge hedgehog helmet herald herb heron herring hiccup hickory highway hiker hippo history hobby hockey
holiday hollow honey hoof horizon hornet horse hospital hotel hummus hundred hunter hurdle husky hyena iceberg icicle
icing igloo iguana indigo inkwell insect island ivory ivy jacket jaguar january jasmine javelin jelly jersey jewel
jigsaw jogger journal journey juggler juice july jumbo june jungle juniper justice kangaroo karate kayak ketchup
kettle keyboard kidney kilogram kimono kingdom kiosk kitchen kite kitten kiwi knapsack knee knife knuckle koala label
ladybug lagoon lake lamb lantern laptop laser lasso laundry laurel lava lavender lawyer leaf leather lecture legend
lemon lemur lentil leopard letter lettuce level liberty library lilac lily linen lion lipstick liquid lizard llama
lobster locker locust lodge logbook lollipop lotion lotus lounge lucky lullaby lumber lunar lunch lynx lyric machine
magazine magic magnet magnolia magpie mailbox majesty mammal mammoth manager mandolin mango mansion mantis maple
marble margin marigold marina market marmot mascot mattress meadow measure melody melon member memory mentor menu
mercury mermaid meteor midnight mildew milk mimosa mineral minnow mint mirror modern molecule monday monsoon month
monument mosaic mosquito moss mother motor mouse muffin mulberry museum mushroom music mustang mystery napkin nation
nature navy nebula necklace nectar needle neighbor nephew nest network nickel ninety noodle notebook nougat novel
november nozzle nugget nurse nutmeg nylon oasis oatmeal object oboe ocean october octopus office olive omelet onion
onyx opal opera opinion orange orbit orchard orchid oregano organ origami osprey ostrich otter outfit oven oxygen
oyster package paddle padlock pagoda painter pajamas palace palm pancake panda panel panther papaya paper paprika
parade parcel parent parsley parsnip pastry patio pavement peacock peanut pearl pebble pecan pelican pencil pendant
penguin pepper perfume petunia phantom pheasant photo physics piano picnic pigeon pilgrim pillow pilot pinball pine
pioneer pirate pitcher pizza planet plaster platinum playful plaza plenty plywood pocket poem polar pollen polo pony
popcorn poppy porch portrait postcard potato pottery powder prairie present pretzel prism prize promise prune pudding
pulley puma pumpkin puppet purple puzzle pyramid python quarry quartz queen question quiet quill quiver quiz rabbit
raccoon radar radiator radio radish raft rainbow raisin raven recipe record reef referee regatta reindeer relay
reptile rescue resin rhubarb rhythm ribbon river robin robot rodeo rooster rope rosemary royal rubber ruby rudder
ruler runner runway rustic safari saffron sailor salad salmon salsa salute sandal sandwich sapphire sardine satchel
satin saturday sauna sausage savanna scallop scarf scholar school science scissors scooter scorpion scout screen
scroll sculptor seagull seashell season seaweed secret seesaw sequoia shadow shampoo shark shelf shelter sherbet
sheriff shield shiny shoulder shovel shrimp shutter shuttle signal silence silver siren sister sixteen skate skeleton
sketch skillet skipper skirt skunk skylark slalom sled sleeve sloth smile snail snapper sneaker snorkel snowball soap
soccer sofa soprano sorbet spaniel sparrow spatula spider spinach spiral sponge spoon spring spruce squash squirrel
stable stadium stallion stamp starfish station statue steam steel stencil stereo stomach stone stork street studio
subway sugar suitcase sultan summer summit sunday sunset supper surface surfer surgeon swallow swan sweater swift
swing syrup system tablet tadpole talent tapestry target tartan taxi teacher teapot teaspoon temple tennis tent
terrace thermos thimble thirteen thistle thousand throne thumb thunder thursday ticket tiger timber tinsel tiptoe
tissue titan toast toboggan tomato toolbox tooth topaz tornado tortoise toucan towel tractor traffic trailer trapeze
treasure triangle trinket triumph trolley trombone trophy tropical trousers trout truffle trumpet trunk tuesday
tugboat tulip tumbler tundra tunnel turban turbine turkey turnip turtle tweezers twelve twenty twig twilight typhoon
ukulele umbrella uncle unicorn uniform universe utensil vacation vacuum vanilla varnish vault velvet vendor venison
veranda vessel viaduct victory video village vinegar vineyard vintage violet violin visitor vitamin volcano volume
voyage vulture waffle wagon walnut walrus waltz warbler wardrobe warrior wedding weekend western wheat whisker widget
wigwam window winter wombat wonder woodland wool workshop wrench wrist writer yacht yellow yeti yogurt yoyo zebra
zenith zeppelin zero zigzag zinc zipper zodiac zone zoology
""".split()
)
"""Short English words that sound and look apart from one another; their places are the digits of a key."""

_KNOWN = frozenset(WORDS)
